package lampas.workflow.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules and dashboards must not have, and that they do not have it. */
class RuleScanTest {
  private static final Path RULES = Path.of("observability/rules.yml");
  private static final Path DASHBOARD = Path.of("observability/dashboard.json");

  @Test
  void aFilterOnOneSideOfARatioIsFound() {
    assertThat(
            RuleScan.ofValue(
                "sum(rate(tta_x_total{job='a',status='success'}[5m])) / sum(rate(tta_x_total[5m]))"))
        .singleElement()
        .asString()
        .startsWith("a ratio of ");
    assertThat(RuleScan.ofValue("sum(rate(a{job='a'}[5m])) / (sum(rate(a{job='b'}[5m])) > 0)"))
        .hasSize(1);
    assertThat(
            RuleScan.ofValue(
                "sum(rate(a{job='a',status='x'}[5m])) / sum(rate(a{job='a',status!='y'}[5m]))"))
        .isEmpty();
  }

  @Test
  void aComparisonThatIsUsedAsAValueIsFound() {
    String found = "a comparison without bool is used as a value";
    assertThat(RuleScan.ofValue("sli >= 0.99")).containsExactly(found);
    assertThat(RuleScan.ofValue("avg_over_time((sli >= 0.99)[1h:])")).containsExactly(found);
    assertThat(RuleScan.ofValue("sum(sli >= 0.99) / 2")).containsExactly(found);
    assertThat(RuleScan.ofCondition("1 - (sli >= 0.99) > 0.5")).containsExactly(found);
    assertThat(RuleScan.ofValue("sli >= bool 0.99")).isEmpty();
    assertThat(RuleScan.ofValue("a / (b > 0)")).isEmpty();
    assertThat(RuleScan.ofCondition("sli < 0.99 and calls > 5")).isEmpty();
    assertThat(RuleScan.ofCondition("sli < bool 0.99"))
        .containsExactly("a condition with bool always holds");
  }

  @Test
  void aRateOfDollarsAndAHiddenAbsenceAreFound() {
    assertThat(RuleScan.ofCondition("sum(rate(tta_llm_cost_total[5m])) > 10"))
        .containsExactly("a rate of dollars is one of dollars a second");
    assertThat(RuleScan.ofCondition("sum(increase(tta_llm_cost_total[1h])) > 10")).isEmpty();
    assertThat(RuleScan.ofValue("sum(rate(a[5m])) or vector(0)"))
        .containsExactly("vector() hides absence");
  }

  @Test
  void noRuleHasAnyOfThese() throws Exception {
    List<Rule> rules = Rule.read(RULES);

    assertThat(rules).hasSize(33);
    assertThat(rules)
        .allSatisfy(rule ->
            assertThat(
                    switch (rule.kind()) {
                      case RECORD -> RuleScan.ofValue(rule.expression());
                      case ALERT -> RuleScan.ofCondition(rule.expression());
                    })
                .as(rule.name())
                .isEmpty());
  }

  @Test
  void noPanelHasAnyOfThese() throws Exception {
    List<String> expressions = Dashboard.expressions(DASHBOARD);

    assertThat(expressions).hasSizeGreaterThan(20);
    assertThat(expressions)
        .allSatisfy(
            expression -> assertThat(RuleScan.ofValue(expression)).as(expression).isEmpty());
  }
}
