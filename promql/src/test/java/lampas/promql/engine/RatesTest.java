package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatesTest {
  private final QueryFixture series =
      QueryFixture.everyTenSeconds(
          "steady_total 100+10x6",
          "reset_total 50 60 5 15 25",
          "young_total 1 11 21 31",
          "gauge 30 20 10",
          "lone_total 5 _ _ _");

  @Test
  void aRateIsExtrapolatedToTheEdgesOfItsWindow() {
    /* 10 s to 40 s are sampled, 10 s more belong to the window: 30 * (40 / 30) / 40 = 1 a second. */
    assertThat(series.at(40, "rate(steady_total[40s])")).containsExactly("{} 1");
    /* 10 s to 40 s again, and 5 s more on either side. */
    assertThat(series.at(45, "increase(steady_total[40s])")).containsExactly("{} 40");
  }

  @Test
  void anEdgeMoreThanAnIntervalAwayIsNotReached() {
    /* 0 s to 60 s are sampled; the window begins 20 s before, of which half an interval counts. */
    assertThat(series.at(60, "increase(steady_total[80s])")).containsExactly("{} 65");
    assertThat(series.at(75, "increase(steady_total[75s])")).containsExactly("{} 65");
  }

  @Test
  void anIncreaseIsNotExtrapolatedBeyondZero() {
    /* 1 at 0 s would have been 0 at -1 s: (30 + 1 + 0) / 30 of 30. */
    assertThat(series.at(30, "round(increase(young_total[60s]), 0.001)")).containsExactly("{} 31");
    assertThat(series.at(30, "delta(young_total[60s])")).containsExactly("{} 35");
  }

  @Test
  void aCounterThatDropsWasReset() {
    /* 25 - 50 + 60 = 35 over 40 s; half an interval to the start of the window, which is 5 s. */
    assertThat(series.at(40, "increase(reset_total[100s])")).containsExactly("{} 39.375");
    assertThat(series.at(40, "resets(reset_total[100s])")).containsExactly("{} 1");
  }

  @Test
  void aResetCountsOnlyWhereItIsInsideTheWindow() {
    /* Sampled 20 of 30 s: 15, 15 and 20 come to half as much more, but at 40 s the first sample is 5
    and would have been 0 only 5 s before. */
    assertThat(series.range(20, 40, 10, "increase(reset_total[30s])"))
        .containsExactly("{} 22.5@20 22.5@30 25@40");
  }

  @Test
  void aDeltaMayFallAndKnowsNoReset() {
    assertThat(series.at(20, "delta(gauge[20s])")).containsExactly("{} -20");
    assertThat(series.at(20, "idelta(gauge[30s])")).containsExactly("{} -10");
    assertThat(series.at(20, "deriv(gauge[30s])")).containsExactly("{} -1");
    assertThat(series.at(20, "predict_linear(gauge[30s], 60)")).containsExactly("{} -50");
  }

  @Test
  void anInstantRateLooksAtTheLastTwoSamples() {
    assertThat(series.at(20, "irate(reset_total[1m])")).containsExactly("{} 0.5");
    assertThat(series.at(40, "irate(reset_total[1m])")).containsExactly("{} 1");
  }

  @Test
  void oneSampleMakesNoRate() {
    assertThat(series.at(30, "rate(lone_total[1m])")).isEmpty();
    assertThat(series.at(30, "irate(lone_total[1m])")).isEmpty();
    assertThat(series.at(30, "deriv(lone_total[1m])")).isEmpty();
  }

  @Test
  void aRateOfWhatIsNoCounterIsRemarkedOn() {
    Engine engine = Engine.create(EngineOptions.defaults());

    assertThat(engine.instant(series.reader(), "1 + rate(gauge[1m])", 20_000).infos())
        .containsExactly(
            "PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \"gauge\" (1:10)");
    assertThat(engine.instant(series.reader(), "rate(young_total[1m])", 20_000).infos()).isEmpty();
  }
}
