package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import lampas.model.result.QueryAnswer;
import lampas.promql.Dialect;
import org.junit.jupiter.api.Test;

class DialectTest {
  private final QueryFixture now =
      QueryFixture.everyTenSeconds(
          "up{job=\"api\"} 1 2 3 4 5",
          "text{line=\"a\\nb\"} 1",
          "late_total _ _ _ 1 2 3 4",
          "h_bucket{le=\"1\"} NaN",
          "h_bucket{le=\"+Inf\"} NaN");
  private final QueryFixture before =
      now.with(EngineOptions.defaults().withDialect(Dialect.PROMETHEUS_2));

  @Test
  void theDialectIsThatOfTheParser() {
    assertThat(EngineOptions.defaults().dialect()).isEqualTo(Dialect.PROMETHEUS_3);
    assertThat(EngineOptions.defaults().withDialect(Dialect.PROMETHEUS_2).parser().dialect())
        .isEqualTo(Dialect.PROMETHEUS_2);
    assertThat(Dialect.find("prometheus-2")).contains(Dialect.PROMETHEUS_2);
    assertThat(Dialect.find("prometheus-4")).isEmpty();
  }

  @Test
  void windowsOfPrometheus2AreClosedOnTheLeft() {
    String query = "count_over_time(up[40s])";
    assertThat(now.at(40, query)).containsExactly("{job=\"api\"} 4");
    assertThat(before.at(40, query)).containsExactly("{job=\"api\"} 5");
    assertThat(before.range(30, 50, 10, query)).containsExactly("{job=\"api\"} 4@30 5@40 4@50");
    assertThat(now.at(40, "up[20s]")).containsExactly("up{job=\"api\"} 4@30 5@40");
    assertThat(before.at(40, "up[20s]")).containsExactly("up{job=\"api\"} 3@20 4@30 5@40");
    assertThat(before.at(80, "absent_over_time(up[40s])")).isEmpty();
  }

  @Test
  void theLookbackOfPrometheus2IsClosedOnTheLeft() {
    assertThat(now.at(340, "up")).isEmpty();
    assertThat(before.at(340, "up")).containsExactly("up{job=\"api\"} 5");
    assertThat(before.at(341, "up")).isEmpty();
  }

  @Test
  void subqueriesOfPrometheus2IncludeTheirFirstStep() {
    assertThat(now.at(40, "up[20s:10s]")).containsExactly("up{job=\"api\"} 4@30 5@40");
    assertThat(before.at(40, "up[20s:10s]")).containsExactly("up{job=\"api\"} 3@20 4@30 5@40");
    assertThat(before.at(-5, "(vector(1))[20s:10s]")).containsExactly("{} 1@-20 1@-10");
    assertThat(before.at(0, "(vector(1))[20s:10s]")).containsExactly("{} 1@-20 1@-10 1@0");
  }

  @Test
  void aCounterOfPrometheus2IsExtrapolatedToItsZeroBeforeTheEdgeIsLookedAt() {
    /* Zero lies 10 s before the first sample, less than 1.1 times their distance. */
    assertThat(now.at(60, "round(increase(late_total[50s]), 0.01)")).containsExactly("{} 3.5");
    assertThat(before.at(60, "round(increase(late_total[50s]), 0.01)")).containsExactly("{} 4");
    assertThat(before.at(60, "round(rate(late_total[50s]), 0.01)")).containsExactly("{} 0.08");
  }

  @Test
  void theDotOfPrometheus2DoesNotMatchALineBreak() {
    assertThat(now.at(0, "count(text{line=~\"a.b\"})")).containsExactly("{} 1");
    assertThat(before.at(0, "count(text{line=~\"a.b\"})")).isEmpty();
    assertThat(before.at(0, "count(text{line!~\"a.*|c\"})")).containsExactly("{} 1");
    String replaced = "sum by (x) (label_replace(text, \"x\", \"y\", \"line\", \"a.b\"))";
    assertThat(now.at(0, replaced)).containsExactly("{x=\"y\"} 1");
    assertThat(before.at(0, replaced)).containsExactly("{} 1");
  }

  @Test
  void aQuantileOfCountsThatAreNoNumbersIsTheSecondHighestBound() {
    assertThat(now.at(0, "histogram_quantile(0.5, h_bucket)")).containsExactly("{} 1");
    assertThat(before.at(0, "histogram_quantile(0.5, h_bucket)")).containsExactly("{} 1");
    assertThat(before.at(0, "histogram_fraction(0, 1, h_bucket)")).isEmpty();
  }

  @Test
  void smoothingHasItsOldName() {
    assertThat(before.at(40, "holt_winters(up[40s], 0.5, 0.5)")).containsExactly("{job=\"api\"} 5");
    assertThat(now.errorAt(40, "holt_winters(up[40s], 0.5, 0.5)"))
        .contains("unknown function with name \"holt_winters\"");
    assertThat(before.errorAt(40, "double_exponential_smoothing(up[40s], 0.5, 0.5)"))
        .contains("unknown function with name \"double_exponential_smoothing\"");
  }

  @Test
  void labelNamesOfPrometheus2AreAscii() {
    String replace = "label_replace(up, \"a.b\", \"x\", \"\", \"\")";
    assertThat(now.errorAt(0, replace)).startsWith("no error");
    assertThat(before.errorAt(0, replace))
        .isEqualTo("invalid destination label name in label_replace(): a.b");
    assertThat(before.errorAt(0, "count_values(\"a.b\", up)"))
        .isEqualTo("invalid label name \"a.b\"");
  }

  @Test
  void limitsOfPrometheus2AreCheckedAtEachStep() {
    assertThat(now.at(0, "topk(-1e300, up)")).isEmpty();
    assertThat(before.errorAt(0, "topk(-1e300, up)"))
        .isEqualTo("Scalar value -1e+300 overflows int64");
    assertThat(now.errorAt(0, "topk(1e300, up)")).isEqualTo("Scalar value 1e+300 overflows int64");
    assertThat(before.errorAt(0, "topk(NaN, up)")).isEqualTo("Scalar value NaN overflows int64");
  }

  @Test
  void smoothingChecksItsFactorsUnderEitherName() {
    assertThat(before.errorAt(40, "holt_winters(up[40s], 0, 0.5)"))
        .isEqualTo("invalid smoothing factor. Expected: 0 < sf < 1, got: 0.000000");
    assertThat(before.at(40, "holt_winters(up[40s], NaN, 0.5)"))
        .containsExactly("{job=\"api\"} NaN");
  }

  @Test
  void theArcTangentOfPrometheus2KeepsTheName() {
    assertThat(now.at(0, "up atan2 Inf")).containsExactly("{job=\"api\"} 0");
    assertThat(before.at(0, "sgn(up) atan2 Inf")).containsExactly("{job=\"api\"} 0");
    assertThat(before.at(0, "up atan2 Inf")).containsExactly("up{job=\"api\"} 0");
    assertThat(before.at(0, "up atan2 on (job) (up * Inf)")).containsExactly("{job=\"api\"} 0");
    assertThat(before.at(0, "up atan2 ignoring (x) (up * Inf)"))
        .containsExactly("up{job=\"api\"} 0");
  }

  @Test
  void onlyWhatAComparisonOfPrometheus2LeavesMustMatchOnce() {
    QueryFixture pairs = QueryFixture.everyTenSeconds("pair{a=\"1\"} 1", "pair{a=\"2\"} 2");
    QueryFixture pairsBefore =
        pairs.with(EngineOptions.defaults().withDialect(Dialect.PROMETHEUS_2));
    String right = "pair > on () vector(%d)";
    assertThat(pairs.errorAt(0, right.formatted(1)))
        .isEqualTo(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
    assertThat(pairsBefore.at(0, right.formatted(1))).containsExactly("{} 2");
    assertThat(pairsBefore.at(0, right.formatted(5))).isEmpty();
    assertThat(pairsBefore.errorAt(0, right.formatted(0)))
        .isEqualTo(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
    assertThat(pairsBefore.errorAt(0, "pair > bool on () vector(1)"))
        .startsWith("multiple matches for labels: ");
  }

  @Test
  void theVarianceOfOneValueThatIsNoNumberIsZeroInPrometheus2() {
    assertThat(now.at(0, "stdvar(up * Inf)")).containsExactly("{} NaN");
    assertThat(before.at(0, "stdvar(up * Inf)")).containsExactly("{} 0");
    assertThat(before.at(0, "stddev(up * NaN)")).containsExactly("{} 0");
    assertThat(before.at(0, "stdvar(h_bucket)")).containsExactly("{} NaN");
  }

  @Test
  void theMeanOfPrometheus2IsCarriedAlong() {
    assertThat(before.at(40, "avg_over_time(up[40s])")).containsExactly("{job=\"api\"} 3");
    assertThat(before.at(40, "stdvar_over_time(up[40s])")).containsExactly("{job=\"api\"} 2");
    assertThat(before.at(40, "stddev_over_time(up[10s])")).containsExactly("{job=\"api\"} 0.5");
    assertThat(before.at(40, "avg_over_time((up * Inf)[40s:10s])"))
        .containsExactly("{job=\"api\"} +Inf");
  }

  @Test
  void prometheus2HasNoAnnotations() {
    Engine engine = Engine.create(EngineOptions.defaults().withDialect(Dialect.PROMETHEUS_2));
    QueryAnswer answer = engine.instant(now.reader(), "quantile(2, rate(up[1m]))", 40_000);
    assertThat(answer.warnings()).isEmpty();
    assertThat(answer.infos()).isEmpty();
  }
}
