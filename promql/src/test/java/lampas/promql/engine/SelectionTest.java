package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private final QueryFixture series =
      QueryFixture.everyTenSeconds(
          "up{job=\"api\"} 1 2 3 4 5", "up{job=\"db\"} 10 stale 30", "other 7");

  @Test
  void anInstantSelectorFindsTheNewestSample() {
    assertThat(series.at(29, "up{job=\"api\"}")).containsExactly("up{job=\"api\"} 3");
    assertThat(series.at(30, "up{job=\"api\"}")).containsExactly("up{job=\"api\"} 4");
  }

  @Test
  void aSampleIsLostExactlyAtTheEndOfTheLookback() {
    assertThat(series.at(299, "other")).containsExactly("other 7");
    assertThat(series.at(300, "other")).isEmpty();
  }

  @Test
  void theLookbackIsThatOfTheEngineOrOfTheQuery() {
    EngineOptions short20 = EngineOptions.defaults().withLookback(Duration.ofSeconds(20));

    assertThat(series.with(short20).at(19, "other")).containsExactly("other 7");
    assertThat(series.with(short20).at(20, "other")).isEmpty();
  }

  @Test
  void aStaleSeriesIsAbsentUntilItsNextSample() {
    assertThat(series.range(0, 30, 10, "up{job=\"db\"}"))
        .containsExactly("up{job=\"db\"} 10@0 30@20 30@30");
  }

  @Test
  void windowsAreOpenOnTheLeft() {
    assertThat(series.at(40, "count_over_time(up{job=\"api\"}[40s])"))
        .containsExactly("{job=\"api\"} 4");
    assertThat(series.at(40, "count_over_time(up{job=\"api\"}[41s])"))
        .containsExactly("{job=\"api\"} 5");
  }

  @Test
  void aRangeSelectorGivesItsSamplesWithoutStalenessMarkers() {
    assertThat(series.at(20, "up{job=\"db\"}[30s]")).containsExactly("up{job=\"db\"} 10@0 30@20");
  }

  @Test
  void offsetLooksBackAndNegativeOffsetAhead() {
    assertThat(series.at(30, "up{job=\"api\"} offset 20s")).containsExactly("up{job=\"api\"} 2");
    assertThat(series.at(0, "up{job=\"api\"} offset -40s")).containsExactly("up{job=\"api\"} 5");
  }

  @Test
  void atFixesTheTime() {
    assertThat(series.range(0, 20, 10, "up{job=\"api\"} @ 40"))
        .containsExactly("up{job=\"api\"} 5@0 5@10 5@20");
    assertThat(series.range(10, 30, 10, "up{job=\"api\"} @ start() + up{job=\"api\"} @ end()"))
        .containsExactly("{job=\"api\"} 6@10 6@20 6@30");
  }

  @Test
  void atEndIsTheEndThatWasAskedForNotTheLastStep() {
    assertThat(series.range(0, 39, 25, "up{job=\"api\"} @ end()"))
        .containsExactly("up{job=\"api\"} 4@0 4@25");
  }

  @Test
  void aSubqueryEvaluatesAtMultiplesOfItsStep() {
    assertThat(series.at(33, "(up{job=\"api\"})[20s:5s]"))
        .containsExactly("up{job=\"api\"} 2@15 3@20 3@25 4@30");
    assertThat(series.at(40, "sum_over_time((2 * up{job=\"api\"})[20s:10s])"))
        .containsExactly("{job=\"api\"} 18");
  }

  @Test
  void aSubqueryWithoutAStepTakesThatOfTheEngine() {
    EngineOptions twenty = EngineOptions.defaults().withSubqueryStep(Duration.ofSeconds(20));

    assertThat(series.with(twenty).at(40, "up{job=\"api\"}[40s:]"))
        .containsExactly("up{job=\"api\"} 3@20 5@40");
  }

  @Test
  void timestampGivesTheTimeOfTheSampleNotOfTheStep() {
    assertThat(series.at(25, "timestamp(up{job=\"api\"})")).containsExactly("{job=\"api\"} 20");
    assertThat(series.at(25, "timestamp(up{job=\"api\"} + 0)")).containsExactly("{job=\"api\"} 25");
  }

  @Test
  void timesBeforeTheEpochWork() {
    assertThat(series.at(-5, "vector(time())")).containsExactly("{} -5");
    assertThat(series.at(-5, "sum_over_time((vector(1))[20s:10s])")).containsExactly("{} 2");
  }

  @Test
  void aRangeOfAScalarIsASeriesWithoutLabels() {
    assertThat(series.range(0, 20, 10, "time() * 2")).containsExactly("{} 0@0 20@10 40@20");
  }

  @Test
  void aTextIsATextAndNoRange() {
    assertThat(series.at(0, "\"héllo\"")).containsExactly("héllo");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> series.range(0, 10, 10, "\"x\""))
        .hasMessage(
            "invalid expression type \"string\" for range query, must be Scalar or instant Vector");
  }
}
