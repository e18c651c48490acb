package lampas.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.NativeBuckets;
import org.junit.jupiter.api.Test;

/** Both directions, against what the other library itself writes. */
class BridgeTest {
  private final PrometheusRegistry theirs = new PrometheusRegistry();
  private final Registry ours = Registry.create();

  @Test
  void everyKindOfTheirsIsExposedByOursAsByThemselves() throws IOException {
    Counter counter =
        Counter.builder().name("jobs_total").help("Jobs.").labelNames("kind").register(theirs);
    counter.labelValues("a\"b\\c\nd").inc(3);
    Gauge.builder().name("depth").help("Depth.").register(theirs).set(-1.5);
    Info.builder()
        .name("build_info")
        .help("B.")
        .labelNames("version")
        .register(theirs)
        .addLabelValues("1");
    StateSet.builder()
        .name("role")
        .help("R.")
        .states("leader", "follower")
        .register(theirs)
        .setTrue("follower");
    Summary summary =
        Summary.builder().name("size_bytes").help("S.").quantile(0.5).register(theirs);
    Histogram histogram =
        Histogram.builder()
            .name("wait_seconds")
            .help("W.")
            .classicUpperBounds(0.1, 1)
            .register(theirs);
    for (double value : new double[] {0.05, 0.5, 5}) {
      summary.observe(value);
      histogram.observe(value);
    }
    ours.register(PrometheusMetrics.of(theirs));

    assertThat(samples(ours())).isEqualTo(samples(theirs())).hasSize(13);
  }

  @Test
  void micrometersMetricsComeAlong() throws IOException {
    PrometheusMeterRegistry micrometer =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, theirs, io.micrometer.core.instrument.Clock.SYSTEM);
    micrometer.counter("orders", "channel", "web").increment(4);
    ours.register(PrometheusMetrics.of(theirs));

    assertThat(ours()).contains("orders_total{channel=\"web\"} 4\n");
  }

  @Test
  void ofTwoMetricsOfOneNameOursIsExposed() throws IOException {
    Counter.builder().name("jobs_total").help("Theirs.").register(theirs).inc(1);
    ours.counter(MetricDefinition.counter("jobs_total").help("Ours.").build()).add(2);
    ours.register(PrometheusMetrics.of(theirs));

    assertThat(samples(ours())).containsExactly("jobs_total 2.0");
  }

  @Test
  void everyKindOfOursIsExposedByTheirsAsByOurselves() throws IOException {
    ours.counters(
            MetricDefinition.counter("sent_total")
                .help("Sent.")
                .label("peer", LabelDomain.free(9))
                .build())
        .with("a\"b\\c\nd")
        .add(1.5);
    ours.gauge(MetricDefinition.gauge("depth").help("Depth.").build()).set(7);
    ours.info(
        MetricDefinition.info("build_info")
            .help("B.")
            .label("version", LabelDomain.free(1))
            .build(),
        "1");
    ours.stateSet(
            MetricDefinition.stateSet("role", LabelDomain.closed("leader", "follower"))
                .help("R.")
                .build())
        .become("leader");
    lampas.metrics.Histogram histogram =
        ours.histogram(
            MetricDefinition.histogram("wait_seconds")
                .help("W.")
                .nativeBuckets(NativeBuckets.STANDARD)
                .build());
    for (double value : new double[] {0, 0.05, 0.5, 50}) {
      histogram.observe(value);
    }
    theirs.register(LampasCollector.of(ours));

    assertThat(samples(theirs())).isEqualTo(samples(ours())).hasSize(19);
    assertThat(
            theirs.scrape().stream().filter(s -> s.getMetadata().getName().equals("wait_seconds")))
        .singleElement()
        .satisfies(snapshot -> {
          var point =
              (io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot)
                  snapshot.getDataPoints().getFirst();
          assertThat(point.getNativeZeroCount()).isEqualTo(1);
          assertThat(
                  point.getNativeBucketsForPositiveValues().stream().mapToLong(b -> b.getCount()))
              .containsExactly(1L, 1L, 1L);
        });
  }

  private String ours() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ours.write(Format.OPEN_METRICS, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String theirs() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new OpenMetricsTextFormatWriter(false, true).write(out, theirs.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  /* Sample lines, with numbers in one notation; created lines are left out. */
  private static Set<String> samples(String page) {
    List<String> lines = Arrays.stream(page.split("\n")).filter(l -> !l.startsWith("#")).toList();
    return lines.stream()
        .map(line -> {
          int space = line.lastIndexOf(' ');
          String number = line.substring(space + 1).replace("Inf", "Infinity");
          return line.substring(0, space) + " " + Double.parseDouble(number);
        })
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
