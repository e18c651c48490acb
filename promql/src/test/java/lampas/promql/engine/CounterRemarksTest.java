package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lampas.promql.engine.EngineOptions.CounterEvidence;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.Test;

class CounterRemarksTest {
  @Test
  void aNameWithoutACountersSuffixIsRemarkedOn() {
    assertThat(infos(CounterEvidence.NAME, "speed", "rate(speed[5m])"))
        .containsExactly(
            "PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \"speed\" (1:6)");
    assertThat(infos(CounterEvidence.NAME, "calls_total", "increase(calls_total[5m])")).isEmpty();
    assertThat(infos(CounterEvidence.NAME, "speed", "delta(speed[5m])")).isEmpty();
  }

  @Test
  void theTypeLabelDecidesWhereItIsAsked() {
    assertThat(infos(CounterEvidence.TYPE_LABEL, "calls_total", "rate(calls_total[5m])"))
        .containsExactly(
            "PromQL info: metric might not be a counter, __type__ label is not set to \"counter\""
                + " or \"histogram\", got \"\": \"calls_total\" (1:6)");
    assertThat(infos(CounterEvidence.TYPE_LABEL, "speed{__type__=\"counter\"}", "rate(speed[5m])"))
        .isEmpty();
  }

  private static List<String> infos(CounterEvidence evidence, String series, String query) {
    Engine engine = Engine.create(EngineOptions.defaults().withCounterEvidence(evidence));
    SeriesFixture data = SeriesFixture.of(Duration.ofMinutes(1), series + " 0+60x10");
    return engine.instant(data, query, 300_000).infos();
  }
}
