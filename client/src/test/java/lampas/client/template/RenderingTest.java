package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import lampas.client.template.LabelFilter.AnyOf;
import lampas.client.template.LabelFilter.IsNot;
import lampas.client.template.LabelFilter.Matches;
import lampas.client.template.LabelFilter.MatchesNot;
import lampas.client.template.LabelFilter.NoneOf;
import lampas.promql.Dialect;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingTest {
  private static final String RATE =
      "sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))";
  private static final String GAUGE = "{metric_name}{{{labels}}}";

  private static MetricPreset.Builder preset(String template) {
    return MetricPreset.builder("preset", template)
        .filterLabels("endpoint", "value_type", "job", "a", "b")
        .groupLabels("endpoint", "job", "le");
  }

  private static String text(MetricPreset.Builder preset, MetricQuerier querier) {
    RenderedQuery query = PresetRequest.of(preset.build(), querier).render();
    assertThat(Trees.sameShape(query.expression(), Parser.parse(query.promql()))).isTrue();
    return query.promql();
  }

  @Test
  void theExamplesOfTheContractHoldToTheLetter() {
    MetricQuerier auth =
        MetricQuerier.of("backendai_api_request_count_total")
            .where("endpoint", "/auth")
            .by("endpoint");
    PresetRequest rate =
        PresetRequest.of(preset(RATE).build(), auth).withWindow(Duration.ofMinutes(1));
    MetricQuerier current =
        MetricQuerier.of("backendai_container_utilization").where("value_type", "current");

    assertThat(rate.render().promql())
        .isEqualTo(
            "sum by (endpoint)(rate(backendai_api_request_count_total{endpoint=\"/auth\"}[1m]))");
    assertThat(text(preset(GAUGE), current))
        .isEqualTo("backendai_container_utilization{value_type=\"current\"}");
  }

  @Test
  void thePreviewTellsWhatEachPlaceholderBecameAndWhere() {
    MetricQuerier querier =
        MetricQuerier.of("http_total").where("endpoint", "/auth").where("job", "api").by("job");
    RenderedQuery query =
        PresetRequest.of(preset(RATE).unit("1/s").build(), querier)
            .withTenant(TenantLabels.of("tenant", "shop"))
            .render();

    assertThat(query.promql())
        .isEqualTo(
            "sum by (job)(rate(http_total{endpoint=\"/auth\",job=\"api\",tenant=\"shop\"}[5m]))");
    assertThat(query.insertions())
        .extracting(Insertion::placeholder, Insertion::text)
        .containsExactly(
            tuple("group_by", "job"),
            tuple("metric_name", "http_total"),
            tuple("labels", "endpoint=\"/auth\",job=\"api\""),
            tuple("tenant", "tenant=\"shop\""),
            tuple("window", "5m"));
    assertThat(query.insertions())
        .allSatisfy(one ->
            assertThat(query.promql().substring(one.start(), one.end())).isEqualTo(one.text()));
    assertThat(query.preset()).isEqualTo("preset@1");
    assertThat(query.unit()).isEqualTo("1/s");
  }

  @Test
  void allKindsOfMatchersAreWritten() {
    MetricQuerier querier =
        MetricQuerier.of("up")
            .where("endpoint", "x")
            .where(new IsNot("job", "y"))
            .where(new Matches("a", "5.."))
            .where(new MatchesNot("a", "/internal/.*"))
            .where(new AnyOf("b", List.of("1.5", "a|b")))
            .where(new NoneOf("b", List.of("[c]")));

    assertThat(text(preset(GAUGE), querier))
        .isEqualTo(
            "up{endpoint=\"x\",job!=\"y\",a=~\"5..\",a!~\"/internal/.*\","
                + "b=~\"1\\\\.5|a\\\\|b\",b!~\"\\\\[c\\\\]\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {metric_name}{{{labels}}}                          | m
          {metric_name}                                      | m
          {metric_name}{{job="x",{labels}}}                  | m{job="x"}
          {metric_name}{{{labels},job="x"}}                  | m{job="x"}
          {metric_name} {{ job = 'x' , {labels} , }} > 1     | m{job="x"} > 1
          {{__name__=~"a.+",{labels}}}                       | {__name__=~"a.+"}
          sum by ({group_by})(m)                             | sum by ()(m)
          sum by ( {group_by} ) (m)                          | sum by (  ) (m)
          sum by (le, {group_by})(m)                         | sum by (le)(m)
          sum by ({group_by}, le)(m)                         | sum by (le)(m)
          sum by (a, {group_by}, le)(m)                      | sum by (a, le)(m)
          sum without ({group_by})(m)                        | sum without ()(m)
          a / on ({group_by}) group_left ({group_by}) b      | a / on () group_left () b
          a unless ignoring(x, {group_by},) b                | a unless ignoring(x, ) b
          rate(m[{window}] offset {window})                  | rate(m[5m] offset 5m)
          max_over_time(rate(m[{window}])[{window}:{window}])| max_over_time(rate(m[5m])[5m:5m])
          rate(m[2 * {window}])                              | rate(m[2 * 5m])
          rate(m[({window})])                                | rate(m[(5m)])
          rate({metric_name}{{a="}}"}}[5m:]) # {{nothing}}   | rate(m{a="}"}[5m:])
          {metric_name} @ end() offset {window}              | m @ end() offset 5m
          """)
  void withoutLabelsAndGroupsNothingIsLeftBehind(String template, String text) {
    MetricQuerier querier =
        template.contains("{metric_name}") ? MetricQuerier.of("m") : MetricQuerier.any();

    assertThat(text(preset(template), querier).stripTrailing()).isEqualTo(text);
  }

  @Test
  void aLabelThatTheTemplateGroupsByAnywayIsNotNamedTwice() {
    assertThat(
            text(preset("sum by (le, {group_by})(m)"), MetricQuerier.any().by("le", "job", "job")))
        .isEqualTo("sum by (le, job)(m)");
  }

  @Test
  void numbersAndTextsStandWhereTheirPlaceholdersAre() {
    MetricPreset.Builder builder =
        preset(
                "quantile({q}, m{{job={job},a=~{job}}}) > {limit} * {limit} ^ 2"
                    + " or label_replace(n, {job}, \"x\", \"y\", \"z\")")
            .parameters(
                TemplateParameter.number("q").between(0, 1),
                TemplateParameter.number("limit").withDefault("-1.5"),
                TemplateParameter.text("job"));

    assertThat(text(builder, MetricQuerier.any().with("q", 0.99).with("job", "a.\"b")))
        .isEqualTo(
            "quantile(0.99, m{job=\"a.\\\"b\",a=~\"a\\\\.\\\"b\"}) > (-1.5) * (-1.5) ^ 2"
                + " or label_replace(n, \"a.\\\"b\", \"x\", \"y\", \"z\")");
  }

  @ParameterizedTest
  @CsvSource({"bool", "on", "group_left", "inf", "NaN"})
  void aNameThatIsAKeywordBecomesAMatcher(String name) {
    assertThat(text(preset(GAUGE), MetricQuerier.of(name).where("a", "b")))
        .isEqualTo("{__name__=\"" + name + "\",a=\"b\"}");
  }

  @ParameterizedTest
  @CsvSource({"sum", "by", "offset", "start", "or", "up:rate5m", "_", "fill"})
  void otherWordsOfTheLanguageMayNameMetrics(String name) {
    assertThat(text(preset("1 + {metric_name}{{{labels}}}"), MetricQuerier.of(name)))
        .isEqualTo("1 + " + name);
  }

  @Test
  void namesOfPrometheusThreeStandInQuotesAndOnlyIfThePresetTakesThem() {
    MetricQuerier querier =
        MetricQuerier.of("http.requests").where("a.b", "c").by("a.b", "without");
    MetricPreset.Builder modern =
        MetricPreset.builder("modern", RATE)
            .filterLabels("a.b")
            .groupLabels("a.b", "without")
            .names(NameSyntax.UTF8);

    assertThat(text(modern, querier))
        .isEqualTo(
            "sum by (\"a.b\", \"without\")"
                + "(rate({__name__=\"http.requests\",\"a.b\"=\"c\"}[5m]))");
    assertThatThrownBy(() -> text(preset(RATE), querier))
        .hasMessageContaining(
            "metric name \"http.requests\": not a name"
                + " (expected: letters, digits, _ and :, not a digit first)");
    assertThatThrownBy(() -> modern.dialect(Dialect.PROMETHEUS_2).build())
        .hasMessage("names: utf8 (expected: legacy, which is all that prometheus-2 has)");
  }

  @Test
  void theTemplateOfPrometheusTwoIsReadAsSuch() {
    MetricPreset.Builder smooth =
        preset("holt_winters({metric_name}[{window}], 0.5, 0.5)").dialect(Dialect.PROMETHEUS_2);
    PresetRequest request = PresetRequest.of(smooth.build(), MetricQuerier.of("m"));

    assertThat(request.render().promql()).isEqualTo("holt_winters(m[5m], 0.5, 0.5)");
    assertThatThrownBy(() -> smooth.dialect(Dialect.PROMETHEUS_3).build())
        .hasMessageStartingWith("template: 1:1: unknown function with name \"holt_winters\"");
  }
}
