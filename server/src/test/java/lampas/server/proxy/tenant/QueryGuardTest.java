package lampas.server.proxy.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import lampas.promql.syntax.ParserOptions;
import lampas.server.http.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryGuardTest {
  private static final Tenant A =
      new Tenant("a", List.of(ForcedLabel.of("tenant", "a")), TenantLimits.defaults());
  private static final Tenant TWO =
      new Tenant(
          "two",
          List.of(
              new ForcedLabel("env", Set.of("prod", "te.st")), ForcedLabel.of("tenant", "x\"y\\")),
          TenantLimits.defaults());

  private final QueryGuard guard =
      QueryGuard.of(ParserOptions.defaults().withExperiments(Set.of()));
  private final QueryGuard permissive = QueryGuard.of(ParserOptions.defaults());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "up | up{tenant=\"a\"}",
        "up or {tenant=\"b\"} | up{tenant=\"a\"} or {tenant=\"a\",tenant=\"b\"}",
        "{'tenant'='b'} | {tenant=\"a\",tenant=\"b\"}",
        "max_over_time(rate(x[5m])[1h:1m] @ end()) | max_over_time(rate(x{tenant=\"a\"}[5m])[1h:1m]"
            + " @ end())",
        "topk(scalar(y), x) | topk(scalar(y{tenant=\"a\"}), x{tenant=\"a\"})",
        "a * on(i) group_left(z) b | a{tenant=\"a\"} * on (i) group_left (z) b{tenant=\"a\"}",
        "absent(x) | absent(x{tenant=\"a\"})",
        "-(x) | -(x{tenant=\"a\"})",
        "label_replace(x, \"tenant\", \"b\", \"\", \"\") | label_replace(x{tenant=\"a\"},"
            + " \"tenant\", \"b\", \"\", \"\")",
        "1 + 1 | 1 + 1",
        "vector(time()) | vector(time())",
        "\"text\" | \"text\""
      })
  void everySelectorGetsTheMatcher(String text, String sent) {
    assertThat(guard.expression(text, A).text()).isEqualTo(sent);
  }

  @Test
  void severalLabelsAndListsOfValuesAreForcedAsExactlyThese() {
    assertThat(guard.expression("up{env=\"dev\"}", TWO).text())
        .isEqualTo("up{env=\"dev\",env=~\"prod|te\\\\.st\",tenant=\"x\\\"y\\\\\"}");
    assertThat(guard.selectors(List.of(), TWO))
        .containsExactly("{env=~\"prod|te\\\\.st\",tenant=\"x\\\"y\\\\\"}");
  }

  @Test
  void infoIsRefusedEvenWhereExperimentsAreAllowed() {
    for (String text : List.of("info(up)", "info(up, {x=\"y\"})", "sum(info(up)) or vector(1)")) {
      assertThatThrownBy(() -> permissive.expression(text, A))
          .isInstanceOf(HttpProblem.class)
          .hasMessageContaining("info() is not allowed here");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sort_by_label(up, \"x\")",
        "limitk(1, up)",
        "x[5m * 2]",
        "rate(x[5m] smoothed)",
        "a + fill(0) b"
      })
  void whatIsExperimentalIsRefusedUnlessAllowed(String text) {
    assertThatThrownBy(() -> guard.expression(text, A)).isInstanceOf(HttpProblem.class);
  }

  @Test
  void labelsThatMeanSomethingToBackendsAreRefused() {
    assertThatThrownBy(() -> guard.expression("{__graphite__=\"x\"}", A))
        .hasMessageContaining("label __graphite__ is not allowed here");
    assertThatThrownBy(() -> guard.selectors(List.of("{__graphite__=\"x\"}"), A))
        .hasMessageContaining("invalid parameter \"match[]\": label __graphite__");
    assertThat(guard.selectors(List.of("{__name__=\"x\"}"), A))
        .containsExactly("{__name__=\"x\",tenant=\"a\"}");
  }

  @Test
  void textsThatAreTooLongAreRefusedBeforeTheyAreRead() {
    String text = "x".repeat(20_000);

    assertThatThrownBy(() -> guard.expression(text, A))
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.status()).isEqualTo(413))
        .hasMessage("query: 20000 characters (expected: at most 16384)");
    assertThatThrownBy(() -> guard.selectors(List.of(text), A)).isInstanceOf(HttpProblem.class);
  }

  @Test
  void deepNestingIsAClearError() {
    assertThatThrownBy(() -> guard.expression("(".repeat(5000) + "x" + ")".repeat(5000), A))
        .isInstanceOf(HttpProblem.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "sum(up{tenant=\"a\"}); true",
        "up{tenant=~\"a\"}; true",
        "up{tenant=~\"a|a\"} / x{tenant=\"a\",b!=\"c\"}; true",
        "up; false",
        "up{tenant=\"b\"}; false",
        "up{tenant=~\"a|b\"}; false",
        "up{tenant=~\"a.*\"}; false",
        "up{tenant=~\"a|\"}; false",
        "up{tenant=~\"\"}; false",
        "up{tenant!=\"b\"}; false",
        "up{tenant!~\"b\"}; false",
        "up{tenant=\"a\"} or up; false",
        "topk(scalar(x), up{tenant=\"a\"}); false",
        "info(up{tenant=\"a\"}); false",
        "vector(1); false",
        "not a query; false"
      })
  void rulesAreATenantsIfAllTheyReadIs(String text, boolean own) {
    assertThat(permissive.readsOnlyOf(text, A)).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource({
    "up, true",
    "sum by (tenant) (x), true",
    "'label_replace(x, \"tenant\", \"b\", \"\", \"\")', false",
    "'sum(label_join(x, \"tenant\", \"\", \"y\"))', false",
    "absent(x), false",
    "absent_over_time(x[5m]), false",
    "'count_values(\"tenant\", x)', false"
  })
  void knowsWhichExpressionsMakeLabels(String text, boolean keeps) {
    assertThat(permissive.expression(text, A).keepsStoredLabels()).isEqualTo(keeps);
  }

  @Test
  void forcedLabelsAreOrdinaryOnesWithValues() {
    assertThatThrownBy(() -> ForcedLabel.of("__name__", "x"))
        .hasMessage(
            "matcher: label \"__name__\" (expected: a name such as tenant, not one of __…)");
    assertThatThrownBy(() -> ForcedLabel.of("tenant", ""))
        .hasMessage("matcher: tenant without a value (expected: values that are not empty)");
    assertThatThrownBy(() -> new Tenant("x", List.of(), TenantLimits.defaults()))
        .hasMessage("tenant x: no matchers (expected: at least one, such as tenant: a)");
  }
}
