package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lampas.metrics.exposition.Format;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.catalogue.DefinitionException;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

/** Labels that every series of a registry carries. */
class RegistryLabelsTest {
  private enum Outcome {
    OK,
    FAILED
  }

  private record Call(Outcome outcome, boolean cached) {}

  private static final MetricDefinition JOBS =
      MetricDefinition.counter("jobs_total")
          .help("Jobs.")
          .label("outcome", LabelDomain.closed(Outcome.class))
          .build();
  private static final MetricDefinition CALLS =
      MetricDefinition.counter("calls_total")
          .help("Calls.")
          .label("outcome", LabelDomain.closed(Outcome.class))
          .label("cached", LabelDomain.closed("true", "false"))
          .build();
  private static final MetricDefinition OPEN =
      MetricDefinition.gauge("open").help("What is open.").build();
  private static final MetricDefinition FREE =
      MetricDefinition.counter("free_total")
          .help("Free texts.")
          .label("a", LabelDomain.free(100))
          .label("b", LabelDomain.free(100))
          .label("c", LabelDomain.free(100))
          .label("d", LabelDomain.free(100))
          .label("e", LabelDomain.free(100))
          .build();
  private static final MetricDefinition STATE =
      MetricDefinition.stateSet("state", LabelDomain.closed("up", "down"))
          .help("State.")
          .label("node", LabelDomain.bounded(3))
          .build();
  private static final MetricDefinition DURATION =
      MetricDefinition.histogram("duration_seconds").help("Time.").build();

  private final Registry registry =
      Registry.create(
          RegistryOptions.STANDARD.withLabels(Labels.of("service", "a\"b", "zone", "é")));

  @Test
  void everySeriesCarriesThemWhateverRecordsIt() throws Exception {
    registry.counters(JOBS).by(Outcome.class).of(Outcome.FAILED).add(3);
    registry.counters(CALLS).byRecord(Call.class).of(new Call(Outcome.OK, true)).add(4);
    registry.gauge(OPEN).set(5);
    registry.stateSets(STATE).with("n1").become("down");
    registry.histogram(DURATION).observe(0.003);
    Family<Counter> free = registry.counters(FREE);
    free.with("1", "2", "3", "4", "5\\").add(6);
    free.with("1", "2", "3", "4", "5\\").add(1);

    Map<Labels, Double> samples = samples(Format.TEXT);

    assertThat(samples)
        .containsEntry(series("jobs_total").with("outcome", "failed"), 3.0)
        .containsEntry(series("jobs_total").with("outcome", "ok"), 0.0)
        .containsEntry(series("calls_total").with("outcome", "ok").with("cached", "true"), 4.0)
        .containsEntry(series("open"), 5.0)
        .containsEntry(series("state").with("state", "down").with("node", "n1"), 1.0)
        .containsEntry(series("state").with("state", "up").with("node", "n1"), 0.0)
        .containsEntry(series("duration_seconds_count"), 1.0)
        .containsEntry(series("duration_seconds_bucket").with("le", "0.005"), 1.0)
        .containsEntry(
            series("free_total")
                .with("a", "1")
                .with("b", "2")
                .with("c", "3")
                .with("d", "4")
                .with("e", "5\\"),
            7.0);
    assertThat(samples.keySet())
        .allSatisfy(labels -> {
          assertThat(labels.value("service")).hasValue("a\"b");
          assertThat(labels.value("zone")).hasValue("é");
        });
  }

  @Test
  void theyStandInFrontOfTheOthers() throws Exception {
    registry.counters(JOBS).with("ok").increment();

    assertThat(Text.of(registry))
        .contains("jobs_total{service=\"a\\\"b\",zone=\"é\",outcome=\"ok\"} 1\n");
  }

  @Test
  void collectorsGiveTheirOwnLabelsOnly() throws Exception {
    registry.register(
        new Collector() {
          @Override
          public List<MetricDefinition> definitions() {
            return List.of(JOBS, OPEN, STATE);
          }

          @Override
          public void collect(Measurements into) {
            into.value(JOBS, 2, "ok");
            into.value(OPEN, 9);
            into.states(STATE, Set.of("up"), "n1");
          }
        });

    assertThat(samples(Format.OPEN_METRICS))
        .containsEntry(series("jobs_total").with("outcome", "ok"), 2.0)
        .containsEntry(series("open"), 9.0)
        .containsEntry(series("state").with("state", "up").with("node", "n1"), 1.0);
  }

  @Test
  void protobufHasThem() throws Exception {
    registry.counters(JOBS).with("ok").add(2);

    assertThat(Protobuf.of(registry).getFirst().getMetric(0).getLabelList())
        .extracting(label -> label.getName() + "=" + label.getValue())
        .containsExactly("service=a\"b", "zone=é", "outcome=ok");
  }

  @Test
  void theMetricsOfTheRegistryItselfCarryThem() throws Exception {
    registry.gauge(OPEN).set(Double.NaN);
    registry.counters(JOBS).with("ok").add(-1);

    assertThat(samples(Format.TEXT))
        .containsEntry(
            series("lampas_metrics_ignored_amounts_total").with("metric", "jobs_total"), 1.0);
  }

  @Test
  void theCatalogueSaysWhatIsExposedAndTheFamilyWhatIsRecorded() {
    Family<Counter> jobs = registry.counters(JOBS);

    assertThat(jobs.definition()).isEqualTo(JOBS);
    assertThat(registry.catalogue().find("jobs_total").orElseThrow().labelNames())
        .containsExactly("service", "zone", "outcome");
    assertThat(jobs.with("ok")).isSameAs(jobs.with("ok"));
  }

  @Test
  void aMetricWithSuchALabelIsRefused() {
    Registry other =
        Registry.create(RegistryOptions.STANDARD.withLabels(Labels.of("outcome", "mine")));

    assertThatThrownBy(() -> other.counters(JOBS))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("outcome");
  }

  @Test
  void aNameThatIsNoLabelIsRefused() {
    for (String name : List.of("__name__", "1st", "a-b")) {
      assertThatThrownBy(() -> RegistryOptions.STANDARD.withLabels(Labels.of(name, "x")))
          .isInstanceOf(MetricsException.class)
          .hasMessage(
              "registry: label \""
                  + name
                  + "\" (expected: [a-zA-Z_][a-zA-Z0-9_]*, without two"
                  + " leading underscores)");
    }
  }

  private static Labels series(String name) {
    return Labels.of("__name__", name, "service", "a\"b", "zone", "é");
  }

  private Map<Labels, Double> samples(Format format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.write(format, out);
    ExpositionSyntax syntax =
        format == Format.TEXT ? ExpositionSyntax.TEXT : ExpositionSyntax.OPEN_METRICS;
    return Exposition.read(new ByteArrayInputStream(out.toByteArray()), syntax, ReadLimits.STANDARD)
        .samples();
  }
}
