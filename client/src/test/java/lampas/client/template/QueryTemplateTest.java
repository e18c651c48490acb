package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lampas.promql.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTemplateTest {
  private static final String METRIC = "where a metric's name stands, as the whole name";
  private static final String LABELS = "inside the braces of a selector, once";
  private static final String GROUPS =
      "in the parentheses after by, without, on, ignoring, group_left or group_right, once";
  private static final String DURATION =
      "in the brackets of a range or a subquery, or after offset, as the whole duration";
  private static final String NUMBER =
      "where an expression is a number, as the whole number and without a sign";
  private static final String TEXT =
      "where an expression or the value of a matcher is a text, without quotes around it";

  private static QueryTemplate parse(String text) {
    return QueryTemplate.parse(
        text,
        List.of(TemplateParameter.number("q"), TemplateParameter.text("t")),
        Dialect.PROMETHEUS_3);
  }

  @Test
  void aTemplateKnowsItsPlaceholders() {
    QueryTemplate template =
        parse("sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))");

    assertThat(template.placeholders())
        .containsExactly(
            Placeholder.GROUP_BY, Placeholder.METRIC_NAME, Placeholder.LABELS, Placeholder.WINDOW);
    assertThat(parse("up{{job=\"{{x}}\"}}").placeholders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {metric_name}_total                  | 1:1: {metric_name}: glued to what stands beside it | METRIC
          node_{metric_name}                   | 1:6: {metric_name}: glued to what stands beside it | METRIC
          {metric_name}:rate5m                 | 1:1: {metric_name}: glued to what stands beside it | METRIC
          {metric_name}({labels})              | 1:15: {labels}: cannot stand here                  | LABELS
          {metric_name}()                      | 1:1: {metric_name}: cannot stand here              | METRIC
          {metric_name}(up)                    | 1:1: {metric_name}: cannot stand here              | METRIC
          up[{metric_name}]                    | 1:4: {metric_name}: cannot stand here              | METRIC
          up{{{metric_name}="a"}}              | 1:5: {metric_name}: cannot stand here              | METRIC
          up{{a={metric_name}}}                | 1:7: {metric_name}: cannot stand here              | METRIC
          sum by ({metric_name})(up)           | 1:9: {metric_name}: cannot stand here              | METRIC
          up{{job="{metric_name}"}}            | 1:10: {metric_name}: inside a string, where it would be text | METRIC
          up{{job='a{labels}'}}                | 1:11: {labels}: inside a string, where it would be text | LABELS
          label_join(up, `{labels}`, "")       | 1:17: {labels}: inside a string, where it would be text | LABELS
          up{{job="\\"{labels}"}}              | 1:12: {labels}: inside a string, where it would be text | LABELS
          up # {labels}                        | 1:6: {labels}: in a comment                        | LABELS
          {labels}                             | 1:1: {labels}: cannot stand here                   | LABELS
          sum by ({labels})(up)                | 1:9: {labels}: cannot stand here                   | LABELS
          up{{{labels},{labels}}}              | 1:14: {labels}: cannot stand here                  | LABELS
          up{{{labels}{labels}}}               | 1:13: {labels}: glued to what stands beside it     | LABELS
          up{{job={labels}}}                   | 1:9: {labels}: cannot stand here                   | LABELS
          {group_by}                           | 1:1: {group_by}: cannot stand here                 | GROUPS
          {group_by}(up)                       | 1:1: {group_by}: cannot stand here                 | GROUPS
          up{{{group_by}="a"}}                 | 1:5: {group_by}: cannot stand here                 | GROUPS
          sum {group_by} (up)                  | 1:5: {group_by}: cannot stand here                 | GROUPS
          sum by ({group_by}_x)(up)            | 1:9: {group_by}: glued to what stands beside it    | GROUPS
          sum by ({group_by},{group_by})(up)   | 1:20: {group_by}: cannot stand here                | GROUPS
          {window}                             | 1:1: {window}: cannot stand here                   | DURATION
          up * {window}                        | 1:6: {window}: cannot stand here                   | DURATION
          up @ {window}                        | 1:6: {window}: cannot stand here                   | DURATION
          up[1{window}]                        | 1:5: {window}: glued to what stands beside it      | DURATION
          up[{window}5m]                       | 1:4: {window}: glued to what stands beside it      | DURATION
          up[{window}{window}]                 | 1:12: {window}: glued to what stands beside it     | DURATION
          up offset -{window}                  | 1:12: {window}: cannot stand here                  | DURATION
          up{{a="b",{window}}}                 | 1:11: {window}: cannot stand here                  | DURATION
          sum by ({window})(up)                | 1:9: {window}: cannot stand here                   | DURATION
          up > -{q}                            | 1:7: {q}: cannot stand here                        | NUMBER
          up > 1{q}                            | 1:7: {q}: glued to what stands beside it           | NUMBER
          up > 1e-{q}                          | 1:9: {q}: cannot stand here                        | NUMBER
          up > {q}.5                           | 1:6: {q}: glued to what stands beside it           | NUMBER
          up[{q}]                              | 1:4: {q}: cannot stand here                        | NUMBER
          up @ {q}                             | 1:6: {q}: cannot stand here                        | NUMBER
          up + fill({q}) up                    | 1:11: {q}: cannot stand here                       | NUMBER
          up{{{t}="a"}}                        | 1:5: {t}: cannot stand here                        | TEXT
          sum by ({t})(up)                     | 1:9: {t}: cannot stand here                        | TEXT
          label_replace(up,"a","b","c",{t})    | 1:30: {t}: cannot stand here                       | TEXT
          """)
  void aPlaceholderAnywhereElseIsAnErrorThatSaysWhereAndWhatWasExpected(
      String template, String problem, String expected) {
    String place =
        switch (expected) {
          case "METRIC" -> METRIC;
          case "LABELS" -> LABELS;
          case "GROUPS" -> GROUPS;
          case "DURATION" -> DURATION;
          case "NUMBER" -> NUMBER;
          default -> TEXT;
        };
    assertThatThrownBy(() -> parse(template))
        .isInstanceOf(TemplateException.class)
        .hasMessage(problem + " (expected: " + place + ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          rate(up[{windw}])   | 1:9: {windw}: unknown placeholder (did you mean {window}?)
          {metricname}        | 1:1: {metricname}: unknown placeholder (did you mean {metric_name}?)
          {zzzzzzzzz}         | 1:1: {zzzzzzzzz}: unknown placeholder (expected one of: {metric_name}, {labels}, {group_by}, {window}, {q}, {t})
          up{{a="{nope}"}}    | 1:8: {nope}: unknown placeholder (expected one of: {metric_name}, {labels}, {group_by}, {window}, {q}, {t})
          {0}                 | 1:1: {0}: not a placeholder (expected: a name in braces, or {{ for a brace)
          {labels!r}          | 1:1: {labels!r}: not a placeholder (expected: a name in braces, or {{ for a brace)
          {window:>10}        | 1:1: {window:>10}: not a placeholder (expected: a name in braces, or {{ for a brace)
          {}                  | 1:1: {}: not a placeholder (expected: a name in braces, or {{ for a brace)
          up{                 | 1:3: { (expected: a placeholder such as {metric_name}, or {{ for a brace)
          up}                 | 1:3: } (expected: }} for a brace, or a { before it)
          up{{a=~"("}}        | 1:5: error parsing regexp: missing closing ): `(`
          rate({metric_name}) | 1:6: expected type range vector in call to function "rate", got instant vector
          sum({metric_name}   | 1:18: unclosed left parenthesis
          rte({metric_name})  | 1:1: unknown function with name "rte" (did you mean "rate"?)
          up{{}}{{{labels}}}  | 1:7: unexpected "{"
          """)
  void whatIsNoTemplateIsAnErrorAtItsPlace(String template, String problem) {
    assertThatThrownBy(() -> parse(template)).hasMessage(problem);
  }

  @Test
  void allWrongPlaceholdersAreToldAtOnceWithTheirLines() {
    assertThatThrownBy(() -> parse("sum by ({groups})(\n  rate({metric}[{window}]) # {labels}\n)"))
        .hasMessage(
            """
            1:9: {groups}: unknown placeholder (expected one of: {metric_name}, {labels}, {group_by}, {window}, {q}, {t})
            2:8: {metric}: unknown placeholder (expected one of: {metric_name}, {labels}, {group_by}, {window}, {q}, {t})
            2:30: {labels}: in a comment (expected: inside the braces of a selector, once)\
            """);
    assertThatThrownBy(() -> parse("{window} + {group_by}"))
        .hasMessageContaining("1:1: {window}")
        .hasMessageContaining("1:12: {group_by}");
  }

  @Test
  void columnsCountCharactersAlsoAfterThoseOfTwoUnits() {
    assertThatThrownBy(() -> parse("up{{a=\"\ud83d\ude00\"}} > {nope}"))
        .hasMessageStartingWith("1:15: {nope}");
  }

  @Test
  void aTemplateMayHoldTheWordsOfTheStandIns() {
    String text = "lampas_hole_0{{lampas_hole_x_1=\"{{lampas_hole_2}}\"}} / {metric_name}";
    MetricPreset preset = MetricPreset.builder("odd", text).build();

    assertThat(PresetRequest.of(preset, MetricQuerier.of("up")).render().promql())
        .isEqualTo("lampas_hole_0{lampas_hole_x_1=\"{lampas_hole_2}\"} / up");
  }

  @Test
  void aTemplateThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> parse("1" + " + 1".repeat(10_000)))
        .hasMessage("40001 characters (expected: at most 20000)");
  }
}
