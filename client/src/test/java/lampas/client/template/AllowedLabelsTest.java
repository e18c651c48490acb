package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowedLabelsTest {
  private static final String RATE =
      "sum by ({group_by})(rate({metric_name}{{{labels}}}[{window}]))";

  private static List<String> problems(MetricPreset.Builder preset, MetricQuerier querier) {
    return PresetRequest.of(preset.build(), querier).validate();
  }

  @Test
  void anEmptyListAllowsNothing() {
    MetricQuerier querier = MetricQuerier.of("up").where("job", "api").by("instance");

    assertThat(problems(MetricPreset.builder("closed", RATE), querier))
        .containsExactly(
            "label \"job\": not allowed (closed@1 allows none to filter by)",
            "group label \"instance\": not allowed (closed@1 allows none to group by)");
  }

  @Test
  void aListAllowsWhatItNamesAndNothingElse() {
    MetricPreset.Builder preset =
        MetricPreset.builder("open", RATE).filterLabels("endpoint").groupLabels("job");

    assertThat(problems(preset, MetricQuerier.of("up").where("endpoint", "x").by("job"))).isEmpty();
    assertThat(problems(preset, MetricQuerier.of("up").where("endpont", "x").by("endpoint")))
        .containsExactly(
            "label \"endpont\": not allowed (did you mean endpoint?)",
            "group label \"endpoint\": not allowed (expected one of: job)");
    assertThat(problems(preset, MetricQuerier.of("up").where("__name__", "x").by("__name__")))
        .containsExactly(
            "label \"__name__\": not a label to ask by (expected: the metric by its own name)",
            "group label \"__name__\": not a label to ask by (expected: the metric by its own"
                + " name)");
  }

  @Test
  void whatHasNoPlaceInTheTemplateIsRefusedAndNotDropped() {
    MetricQuerier querier =
        MetricQuerier.of("other").where("job", "api").by("job").with("quantil", 0.9);
    MetricPreset preset =
        MetricPreset.builder("fixed", "quantile({quantile}, up)")
            .filterLabels("job")
            .groupLabels("job")
            .parameters(TemplateParameter.number("quantile").between(0, 1))
            .build();

    assertThat(PresetRequest.of(preset, querier).withWindow(Duration.ofMinutes(1)).validate())
        .containsExactly(
            "metric name \"other\": fixed@1 asks for a metric of its own (expected: none)",
            "label filters: fixed@1 has no place for them (expected: none)",
            "group labels: fixed@1 has no place for them (expected: none)",
            "window: fixed@1 has no place for it (expected: none)",
            "parameter \"quantil\": unknown (did you mean quantile?)",
            "parameter quantile: none (expected: a number)");
    assertThat(PresetRequest.of(preset, MetricQuerier.any().with("quantile", 1.5)).validate())
        .containsExactly("quantile: \"1.5\" (expected: a number, at least 0.0, at most 1.0)");
  }

  @Test
  void defaultsHoldUntilTheQuerierSaysSomethingElse() {
    MetricPreset preset =
        MetricPreset.builder("gauge", "sum by ({group_by})({metric_name}{{{labels}}})")
            .filterLabels("value_type", "agent")
            .groupLabels("agent")
            .defaults(
                PresetDefaults.none()
                    .withMetricName("utilisation")
                    .withLabels(
                        List.of(LabelFilter.parse("value_type=current"), LabelFilter.parse("x!=y")))
                    .withGroupBy(List.of("agent", "kind")))
            .build();

    assertThat(PresetRequest.of(preset, MetricQuerier.any()).render().promql())
        .isEqualTo("sum by (agent, kind)(utilisation{value_type=\"current\",x!=\"y\"})");
    assertThat(
            PresetRequest.of(preset, MetricQuerier.of("other").where("value_type", "pct").by())
                .render()
                .promql())
        .isEqualTo("sum by ()(other{x!=\"y\",value_type=\"pct\"})");
  }

  @Test
  void amountsAreLimited() {
    MetricPreset.Builder preset =
        MetricPreset.builder("open", RATE).filterLabels("a").groupLabels("a");
    List<String> many = IntStream.range(0, 1001).mapToObj(i -> "v" + i).toList();
    MetricQuerier filters = MetricQuerier.of("up");
    for (int i = 0; i < 101; i++) {
      filters = filters.where("a", "b");
    }

    assertThat(problems(preset, MetricQuerier.of("up").whereAnyOf("a", many)))
        .containsExactly("label a: 1001 values (expected: 1 to 1000)");
    assertThat(problems(preset, MetricQuerier.of("up").whereAnyOf("a", List.of())))
        .containsExactly("label a: 0 values (expected: 1 to 1000)");
    assertThat(problems(preset, filters))
        .containsExactly("label filters: 101 (expected: at most 100)");
    assertThat(problems(preset, MetricQuerier.of("up").by(many)))
        .containsExactly("group labels: 1001 (expected: at most 100)");
  }

  @Test
  void aPresetThatCannotWorkIsRefusedWithEverythingThatIsWrong() {
    MetricPreset.Builder preset =
        MetricPreset.builder("Bad Name", "rate({metric_name}[{windw}])")
            .version(0)
            .filterLabels("a b", "ok", "ok", "__name__")
            .groupLabels("")
            .parameters(
                TemplateParameter.number("window"),
                TemplateParameter.number("n").withDefault("many"),
                TemplateParameter.text("t").between(0, 1),
                TemplateParameter.number("n").oneOf("1"))
            .defaults(
                PresetDefaults.none()
                    .withWindow(Duration.ofDays(100))
                    .withLabels(List.of(new LabelFilter.Matches("a", "("))));

    assertThatThrownBy(preset::build)
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            """
            name: "Bad Name" (expected: lower-case letters, digits, _ . -, a letter first, at most 100)
            version: 0 (expected: 1 to 1000000)
            filter_labels: label "a b": not a name (expected: letters, digits and _, not a digit first)
            filter_labels: label "ok": comes twice (expected: once)
            filter_labels: label "__name__": not a label to ask by (expected: the metric by its own name)
            group_labels: label "": not a name (expected: letters, digits and _, not a digit first)
            parameters: "window" (expected: a name of its own of lower-case letters, digits and _)
            parameters: n: "many" (expected: a number)
            parameters: t: minimum or maximum (expected: only for a number)
            parameters: n: comes twice (expected: once)
            parameters: n: values (expected: minimum and maximum for a number)
            template: 1:20: {windw}: unknown placeholder (did you mean {window}?)
            defaults: label a: "(": error parsing regexp: missing closing ): `(` (expected: an RE2 expression)
            defaults: window: PT2400H (expected: whole milliseconds, > 0, at most 31d)\
            """);
  }
}
