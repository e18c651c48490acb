package lampas.metrics.otlp;

import java.util.List;
import java.util.Set;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.metrics.Registry;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.catalogue.NativeBuckets;
import lampas.model.catalogue.Unit;

/** A registry that has metrics of every kind, with and without labels and units. */
final class EveryKind {
  static final MetricDefinition NATIVE =
      MetricDefinition.nativeHistogram("size_bytes")
          .unit(Unit.BYTES)
          .help("Sizes.")
          .label("kind", LabelDomain.bounded(5))
          .build();
  static final MetricDefinition BOTH =
      MetricDefinition.histogram("both_seconds")
          .unit(Unit.SECONDS)
          .help("Classic and native.")
          .buckets(Buckets.of(0.1, 1, 1_000_000, 2.5e7))
          .nativeBuckets(NativeBuckets.STANDARD)
          .build();

  private EveryKind() {}

  static void fill(Registry registry) {
    registry
        .counters(
            MetricDefinition.counter("orders_total")
                .help("Orders \"placed\".")
                .label("payment", LabelDomain.bounded(5))
                .label("note", LabelDomain.bounded(5))
                .build())
        .with("card", "a \"quote\"\\ and\na line")
        .add(3);
    registry
        .counter(
            MetricDefinition.counter("busy_seconds_total").unit(Unit.SECONDS).help("Time.").build())
        .add(0.1 + 0.2);
    registry
        .counter(MetricDefinition.counter("cost_total").help("In dollars.").build())
        .add(1.25e-7);
    registry
        .gauge(MetricDefinition.gauge("used_ratio").unit(Unit.RATIO).help("Share.").build())
        .set(Double.NEGATIVE_INFINITY);
    registry
        .gauge(MetricDefinition.gauge("budget_dollars").unit(Unit.DOLLARS).help("Dollars.").build())
        .set(12.5);
    registry
        .gauge(
            MetricDefinition.gauge("cpu")
                .unit(Unit.SECONDS)
                .help("A name without its unit.")
                .unusualName("others have fixed it")
                .build())
        .set(Double.NaN);
    classic(registry);
    registry.info(
        MetricDefinition.info("build_info")
            .help("Build.")
            .label("version", LabelDomain.bounded(1))
            .label("empty", LabelDomain.bounded(1))
            .build(),
        "1.0",
        "");
    registry
        .stateSets(
            MetricDefinition.stateSet("phase", LabelDomain.closed("starting", "up", "down"))
                .help("Phase.")
                .label("zone", LabelDomain.bounded(2))
                .build())
        .with("a")
        .become("up");
    registry.register(new Others());
  }

  private static void classic(Registry registry) {
    var latency =
        registry.histograms(
            MetricDefinition.histogram("latency_seconds")
                .unit(Unit.SECONDS)
                .help("Latency.")
                .label("route", LabelDomain.bounded(5))
                .build());
    latency.with("/a").observe(0.003);
    latency.with("/a").observe(70);
    latency.with("/b");
    var both = registry.histogram(BOTH);
    both.observe(0.1);
    both.observe(5);
    var sizes = registry.histograms(NATIVE);
    for (double size : new double[] {0, 1, 1.5, 1024, 1025, -3, 1e-200}) {
      sizes.with("file").observe(size);
    }
    sizes.with("none");
  }

  /** The kinds that only collectors have. */
  private static final class Others implements Collector {
    private static final MetricDefinition SUMMARY =
        MetricDefinition.of(MetricKind.SUMMARY, "rpc_seconds")
            .unit(Unit.SECONDS)
            .help("Summary.")
            .label("method", LabelDomain.bounded(3))
            .build();
    private static final MetricDefinition UNKNOWN =
        MetricDefinition.of(MetricKind.UNKNOWN, "mystery").help("Of no known kind.").build();
    private static final MetricDefinition GAUGE_HISTOGRAM =
        MetricDefinition.of(MetricKind.GAUGE_HISTOGRAM, "queue_age_seconds")
            .unit(Unit.SECONDS)
            .help("Ages of what is queued.")
            .buckets(Buckets.of(0.5, 1, 1_000_000))
            .build();

    @Override
    public List<MetricDefinition> definitions() {
      return List.of(SUMMARY, UNKNOWN, GAUGE_HISTOGRAM);
    }

    @Override
    public void collect(Measurements into) {
      into.summary(SUMMARY, 7, 3.5, "/Get");
      into.value(UNKNOWN, -4);
      into.histogram(GAUGE_HISTOGRAM, new long[] {1, 2, 0, 3}, 9.5);
    }
  }

  /** Metrics whose values differ from one moment to the next. */
  static final Set<String> OF_PUSHES =
      Set.of(PushMetrics.PUSHES.name(), PushMetrics.LAST_SUCCESS.name());
}
