package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

class TypedLabelsTest {
  private enum Outcome {
    OK,
    TIMED_OUT
  }

  private record Call(Outcome outcome, boolean fromCache) {}

  private record Wrong(Outcome outcome) {}

  private record Text(String outcome, boolean fromCache) {}

  private static final MetricDefinition CALLS =
      MetricDefinition.counter("calls_total")
          .help("Calls.")
          .label("outcome", LabelDomain.closed(Outcome.class))
          .label("from_cache", LabelDomain.closed("true", "false"))
          .build();

  private static final MetricDefinition RUNS =
      MetricDefinition.counter("runs_total")
          .help("Runs.")
          .label("outcome", LabelDomain.closed(Outcome.class))
          .build();

  private final Registry registry = Registry.create();

  @Test
  void everyConstantOfAnEnumHasItsSeriesFromTheStart() throws IOException {
    EnumSeries<Outcome, Counter> runs = registry.counters(RUNS).by(Outcome.class);
    runs.of(Outcome.TIMED_OUT).add(2);

    assertThat(lampas.metrics.Text.of(registry))
        .endsWith(
            """
            runs_total{outcome="ok"} 0
            runs_total{outcome="timed_out"} 2
            """);
  }

  @Test
  void theComponentsOfARecordAreTheLabels() throws IOException {
    Family<Counter> family = registry.counters(CALLS);
    RecordSeries<Call, Counter> calls = family.byRecord(Call.class);
    calls.of(new Call(Outcome.TIMED_OUT, true)).add(1);
    calls.of(new Call(Outcome.OK, false)).add(2);
    calls.of(new Call(Outcome.OK, true)).add(4);
    calls.of(new Call(Outcome.TIMED_OUT, true)).add(8);

    assertThat(lampas.metrics.Text.of(registry))
        .endsWith(
            """
            calls_total{outcome="timed_out",from_cache="true"} 9
            calls_total{outcome="ok",from_cache="false"} 2
            calls_total{outcome="ok",from_cache="true"} 4
            """);
    assertThat(calls.of(new Call(Outcome.OK, true))).isSameAs(family.with("ok", "true"));
  }

  @Test
  void recordsThatDoNotFitAreRefused() {
    Family<Counter> family = registry.counters(CALLS);

    assertThatThrownBy(() -> family.byRecord(Wrong.class))
        .isInstanceOf(MetricsException.class)
        .hasMessage(
            "Wrong: labels [outcome] (expected: [outcome, from_cache], those of calls_total)");
    assertThatThrownBy(() -> family.byRecord(Text.class))
        .hasMessage("Text.outcome: a String (expected: an enum or a boolean)");
    assertThatThrownBy(() -> family.by(Outcome.class))
        .hasMessage("calls_total: 1 label values (expected: 2, for [outcome, from_cache])");
  }
}
