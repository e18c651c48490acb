package lampas.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import lampas.metrics.Counter;
import lampas.metrics.Registry;
import lampas.metrics.RegistryOptions;
import lampas.model.catalogue.DefinitionException;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

/** A registry that is pushed to a receiver and scraped at the same time. */
@SuppressWarnings("try")
class OtlpPushTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final Duration NEVER = Duration.ofDays(1);
  private static final OtlpOptions SHOP = OtlpOptions.forService("shop").withInterval(NEVER);

  private final Clock clock = Clock.fixed(START, ZoneOffset.UTC);
  private final Registry registry =
      Registry.create(
          RegistryOptions.STANDARD
              .withClock(clock)
              .withExemplars(() ->
                  Optional.of(
                      Labels.of(
                          "trace_id",
                          "0af7651916cd43dd8448eb211c80319c",
                          "span_id",
                          "b7ad6b7169203331",
                          "user",
                          "7"))));

  @Test
  void aReceiverGetsTheNamesLabelsAndValuesOfAScrape() throws Exception {
    EveryKind.fill(registry);
    for (HistogramForm form : HistogramForm.values()) {
      Map<Labels, Double> scraped;
      Map<Labels, Double> pushed;
      try (OtlpReceiver receiver = OtlpReceiver.start()) {
        try (OtlpPush push = start(SHOP.withEndpoint(receiver.uri()).withHistograms(form))) {
          scraped = Scraped.of(registry);
        }
        pushed = Translated.of(metrics(receiver.next().metrics()));
      }

      assertThat(scraped).hasSizeGreaterThan(50);
      assertThat(pushed.keySet())
          .anySatisfy(labels -> assertThat(labels.metricName()).isEqualTo("queue_age_seconds_gsum"))
          .anySatisfy(labels -> assertThat(labels.metricName()).isEqualTo("phase"));
      if (form == HistogramForm.NATIVE) {
        scraped.keySet().removeIf(labels -> isFiniteBucket(EveryKind.BOTH, labels));
      }
      assertThat(withoutPushes(pushed)).isEqualTo(withoutPushes(scraped));
    }
  }

  @Test
  void everyKindIsTheKindThatItIsInOtlp() throws Exception {
    EveryKind.fill(registry);
    Map<String, Metric> byName = pushOnce(SHOP);

    assertThat(kinds(byName))
        .containsEntry("orders_total", "SUM monotonic, unit \"\"")
        .containsEntry("busy_seconds_total", "SUM monotonic, unit \"s\"")
        .containsEntry("used_ratio", "GAUGE, unit \"1\"")
        .containsEntry("budget_dollars", "GAUGE, unit \"{dollars}\"")
        .containsEntry("cpu", "GAUGE, unit \"\"")
        .containsEntry("mystery", "GAUGE, unit \"\"")
        .containsEntry("build_info", "SUM, unit \"\"")
        .containsEntry("phase", "SUM, unit \"\"")
        .containsEntry("latency_seconds", "HISTOGRAM, unit \"s\"")
        .containsEntry("both_seconds", "HISTOGRAM, unit \"s\"")
        .containsEntry("size_bytes", "EXPONENTIAL_HISTOGRAM, unit \"By\"")
        .containsEntry("rpc_seconds", "SUMMARY, unit \"s\"")
        .containsEntry("queue_age_seconds_bucket", "GAUGE, unit \"\"");
    assertThat(metric(byName, "orders_total").getDescription()).isEqualTo("Orders \"placed\".");
  }

  @Test
  void aCounterSaysSinceWhenItCountsAndWhatItCounted() throws Exception {
    EveryKind.fill(registry);
    Map<String, Metric> byName = pushOnce(SHOP);

    assertThat(metric(byName, "orders_total").getSum().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
    assertThat(metric(byName, "orders_total").getSum().getDataPointsList())
        .singleElement()
        .satisfies(point -> {
          assertThat(point.getStartTimeUnixNano()).isEqualTo(1_772_366_400_500_000_000L);
          assertThat(point.getTimeUnixNano()).isEqualTo(1_772_366_400_500_000_000L);
          assertThat(point.getExemplarsList())
              .singleElement()
              .satisfies(exemplar -> {
                assertThat(exemplar.getAsDouble()).isEqualTo(3);
                assertThat(exemplar.getTimeUnixNano()).isEqualTo(1_772_366_400_500_000_000L);
                assertThat(hex(exemplar.getTraceId().toByteArray()))
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c");
                assertThat(hex(exemplar.getSpanId().toByteArray())).isEqualTo("b7ad6b7169203331");
                assertThat(exemplar.getFilteredAttributesList())
                    .singleElement()
                    .satisfies(attribute -> {
                      assertThat(attribute.getKey()).isEqualTo("user");
                      assertThat(attribute.getValue().getStringValue()).isEqualTo("7");
                    });
              });
        });
    assertThat(metric(byName, "latency_seconds").getHistogram().getDataPoints(0).getExemplarsList())
        .extracting(exemplar -> exemplar.getAsDouble())
        .containsExactlyInAnyOrder(0.003, 70.0);
  }

  @Test
  void aNativeHistogramHasEachObservationInTheBucketOfItsValue() throws Exception {
    EveryKind.fill(registry);
    var points = metric(pushOnce(SHOP), "size_bytes").getExponentialHistogram().getDataPointsList();

    assertThat(points).hasSize(2);
    assertThat(points.getFirst())
        .satisfies(point -> {
          assertThat(point.getZeroCount()).isEqualTo(2);
          assertThat(point.getCount()).isEqualTo(7);
          assertThat(bucketOf(1, point.getScale())).isEqualTo(-1);
          assertThat(Buckets.of(point.getPositive()))
              .isEqualTo(Buckets.of(point.getScale(), 1, 1.5, 1024, 1025));
          assertThat(Buckets.of(point.getNegative())).isEqualTo(Buckets.of(point.getScale(), 3));
        });
    assertThat(points.getLast().getCount()).isZero();
  }

  @Test
  void aHistogramOfBucketsFarApartIsMadeCoarserAndLosesNothing() throws Exception {
    var wide =
        registry.histogram(MetricDefinition.nativeHistogram("wide").help("From tiny.").build());
    for (double value = 1e-30; value < 1e200; value *= 1e10) {
      wide.observe(value);
    }
    var point = metric(pushOnce(SHOP), "wide").getExponentialHistogram().getDataPoints(0);

    assertThat(point.getPositive().getBucketCountsCount()).isBetween(512, 2_048);
    assertThat(point.getScale()).isEqualTo(1);
    assertThat(point.getPositive().getBucketCountsList().stream().mapToLong(l -> l).sum())
        .isEqualTo(wide.count());
  }

  @Test
  void aPushOfManyPointsIsSeveralRequests() throws Exception {
    Registry large = Registry.create();
    var orders =
        large.counters(
            MetricDefinition.counter("orders_total")
                .help("Orders.")
                .label("id", lampas.model.catalogue.LabelDomain.bounded(1000))
                .build());
    for (int i = 0; i < 95; i++) {
      orders.with(Integer.toString(i)).add(i);
    }
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      try (OtlpPush push =
          OtlpPush.start(large, SHOP.withEndpoint(receiver.uri()).withMaximumPoints(10))) {
        assertThat(receiver.all()).isEmpty();
      }
      List<OtlpReceiver.Received> requests = receiver.all();

      assertThat(requests).hasSizeGreaterThanOrEqualTo(10);
      assertThat(requests)
          .allSatisfy(request ->
              assertThat(Translated.of(metrics(request.metrics())).size()).isLessThanOrEqualTo(10));
      Map<Labels, Double> together = new TreeMap<>();
      requests.forEach(r -> together.putAll(Translated.of(metrics(r.metrics()))));
      assertThat(together).containsAllEntriesOf(withoutPushes(Scraped.of(large)));
    }
  }

  @Test
  void theRequestSaysWhoseMetricsTheyAreAndWhoSendsThem() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      OtlpOptions options =
          SHOP.withEndpoint(receiver.uri())
              .withHeader("Authorization", "Bearer token")
              .withResource("service.instance.id", "a");
      start(options).close();
      OtlpReceiver.Received received = receiver.next();

      assertThat(received.contentType()).isEqualTo("application/x-protobuf");
      assertThat(received.authorization()).isEqualTo("Bearer token");
      assertThat(received.metrics().getResourceMetrics(0).getResource().getAttributesList())
          .extracting(a -> a.getKey() + "=" + a.getValue().getStringValue())
          .contains("service.name=shop", "service.instance.id=a");
    }
  }

  @Test
  void itPushesAtEveryInterval() throws Exception {
    Counter orders = registry.counter(MetricDefinition.counter("orders_total").help("O.").build());
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OtlpPush push =
            start(SHOP.withEndpoint(receiver.uri()).withInterval(Duration.ofMillis(20)))) {
      receiver.next();
      orders.add(5);
      receiver.all();
      receiver.next();
      double pushed = 0;
      while (pushed != 5) {
        pushed =
            Translated.of(metrics(receiver.next().metrics()))
                .getOrDefault(Labels.of("__name__", "orders_total"), 0.0);
      }
    }
  }

  @Test
  void aRegistryIsPushedOnceAtATimeAndAgainAfterItWasClosed() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      OtlpOptions options = SHOP.withEndpoint(receiver.uri());
      try (OtlpPush first = start(options)) {
        assertThatThrownBy(() -> start(options))
            .isInstanceOf(DefinitionException.class)
            .hasMessageContaining("lampas_metrics_otlp_pushes_total");
      }
      assertThat(Scraped.of(registry).keySet())
          .noneMatch(labels -> EveryKind.OF_PUSHES.contains(labels.metricName()));
      OtlpPush again = start(options);
      again.close();
      again.close();
      assertThat(receiver.all()).hasSize(2);
    }
  }

  private OtlpPush start(OtlpOptions options) {
    return OtlpPush.start(registry, options, clock);
  }

  private Map<String, Metric> pushOnce(OtlpOptions options) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      start(options.withEndpoint(receiver.uri())).close();
      return metrics(receiver.next().metrics()).stream()
          .collect(Collectors.toMap(Metric::getName, Function.identity()));
    }
  }

  private static Metric metric(Map<String, Metric> byName, String name) {
    assertThat(byName).containsKey(name);
    return byName.getOrDefault(name, Metric.getDefaultInstance());
  }

  private static List<Metric> metrics(ExportMetricsServiceRequest request) {
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .toList();
  }

  private static Map<String, String> kinds(Map<String, Metric> byName) {
    Map<String, String> kinds = new TreeMap<>();
    byName.forEach((name, metric) ->
        kinds.put(
            name,
            "%s%s, unit \"%s\""
                .formatted(
                    metric.getDataCase(),
                    metric.getSum().getIsMonotonic() ? " monotonic" : "",
                    metric.getUnit())));
    return kinds;
  }

  private static boolean isFiniteBucket(MetricDefinition definition, Labels labels) {
    return labels.metricName().equals(definition.name() + "_bucket")
        && !labels.valueOrEmpty("le").equals("+Inf");
  }

  private static Map<Labels, Double> withoutPushes(Map<Labels, Double> samples) {
    Map<Labels, Double> rest = new TreeMap<>(samples);
    rest.keySet().removeIf(labels -> EveryKind.OF_PUSHES.contains(labels.metricName()));
    return rest;
  }

  private static int bucketOf(double value, int scale) {
    return Buckets.index(value, scale);
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
