package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.LabelPair;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.Metric;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricFamily;
import io.prometheus.metrics.expositionformats.generated.com_google_protobuf_4_36_1.Metrics.MetricType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import org.junit.jupiter.api.Test;

/** Protobuf as Prometheus's own client library reads it. */
class ProtobufFormatTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final Registry registry =
      Registry.create(RegistryOptions.STANDARD.withClock(Clock.fixed(NOW, ZoneOffset.UTC)));

  @Test
  void aCounterHasItsLabelsItsValueAndTheTimeOfItsCreation() throws IOException {
    Family<Counter> family =
        registry.counters(
            MetricDefinition.counter("spent_seconds_total")
                .unit(Unit.SECONDS)
                .help("A \\ \"help\".")
                .label("path", LabelDomain.free(10))
                .label("empty", LabelDomain.free(10))
                .build());
    family.with("a\\b\"c\nd é", "").add(1.5);

    MetricFamily scraped = Protobuf.of(registry).getFirst();

    assertThat(scraped.getName()).isEqualTo("spent_seconds_total");
    assertThat(scraped.getHelp()).isEqualTo("A \\ \"help\".");
    assertThat(scraped.getUnit()).isEqualTo("seconds");
    assertThat(scraped.getType()).isEqualTo(MetricType.COUNTER);
    Metric metric = scraped.getMetric(0);
    assertThat(metric.getLabelList())
        .extracting(LabelPair::getName)
        .containsExactly("path", "empty");
    assertThat(metric.getLabelList())
        .extracting(LabelPair::getValue)
        .containsExactly("a\\b\"c\nd é", "");
    assertThat(metric.getCounter().getValue()).isEqualTo(1.5);
    assertThat(metric.getCounter().getCreatedTimestamp().getSeconds())
        .isEqualTo(NOW.getEpochSecond());
    assertThat(metric.getCounter().getCreatedTimestamp().getNanos()).isEqualTo(678_000_000);
  }

  @Test
  void gaugesInfosAndStatesAreGauges() throws IOException {
    registry.gauge(Definitions.DEPTH).set(Double.NaN);
    registry.info(
        MetricDefinition.info("build_info")
            .help("The build.")
            .label("version", LabelDomain.free(2))
            .build(),
        "1.2");
    registry
        .stateSet(
            MetricDefinition.stateSet("role", LabelDomain.closed("leader", "follower"))
                .help("The role.")
                .build())
        .become("follower");

    List<MetricFamily> scraped = Protobuf.of(registry);

    assertThat(scraped).extracting(MetricFamily::getType).containsOnly(MetricType.GAUGE);
    assertThat(scraped.get(0).getMetric(0).getGauge().getValue()).isNaN();
    assertThat(scraped.get(1).getMetric(0).getGauge().getValue()).isEqualTo(1);
    assertThat(scraped.get(2).getMetricList())
        .extracting(m -> m.getLabel(0).getName() + m.getLabel(0).getValue())
        .containsExactly("roleleader", "rolefollower");
    assertThat(scraped.get(2).getMetricList())
        .extracting(m -> m.getGauge().getValue())
        .containsExactly(0.0, 1.0);
  }

  @Test
  void aFamilyThatIsLongerThanOneMessageIsWrittenAsSeveral() throws IOException {
    Family<Counter> family =
        registry.counters(
            MetricDefinition.counter("many_total")
                .help("Many.")
                .label("n", LabelDomain.free(100_000))
                .build());
    for (int i = 0; i < 50_000; i++) {
      family.with("value-of-label-" + i).add(i);
    }

    List<MetricFamily> scraped = Protobuf.of(registry);

    assertThat(scraped).hasSizeGreaterThan(1);
    assertThat(scraped).extracting(MetricFamily::getName).containsOnly("many_total");
    assertThat(
            scraped.stream()
                .flatMap(part -> part.getMetricList().stream())
                .map(metric -> metric.getCounter().getValue()))
        .isEqualTo(IntStream.range(0, 50_000).mapToObj(i -> (double) i).toList());
  }
}
