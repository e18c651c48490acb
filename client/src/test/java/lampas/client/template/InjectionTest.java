package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import lampas.client.HostileTexts;
import lampas.model.error.ErrorKind;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hostile text through every entry: it is refused in words, or it stands as a value in a tree
 * that has the shape of the same query with a harmless value.
 */
class InjectionTest {
  private static final String TEMPLATE =
      "sum by ({group_by}) (rate({metric_name}{{fixed_label=\"fixed_value\",{labels}}}[{window}]))"
          + " / on ({group_by}) max_over_time(fixed_metric{{fixed_label!~\"fixed.+\"}}[1h:{window}]"
          + " offset {window})";

  /**
   * A way into a query.
   *
   * @param query the question that takes the text
   * @param harmless a text that it takes for sure
   * @param value what the text is in the tree
   * @param leastTaken how many of the hostile texts are legal here, at least
   */
  record Entry(
      String name,
      Function<String, PresetRequest> query,
      String harmless,
      UnaryOperator<String> value,
      int leastTaken) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static MetricPreset.Builder preset(String template) {
    return MetricPreset.builder("preset", template).filterLabels("key").groupLabels("key");
  }

  private static Entry entry(
      String name,
      int leastTaken,
      String harmless,
      UnaryOperator<String> value,
      Function<String, PresetRequest> query) {
    return new Entry(name, query, harmless, value, leastTaken);
  }

  static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    MetricPreset legacy = preset(TEMPLATE).build();
    MetricQuerier fixed = MetricQuerier.of("given_metric");
    filters(entries, legacy, fixed);
    names(entries, legacy, fixed);
    tenants(entries, legacy, fixed);
    parameters(entries);
    return entries;
  }

  private static void filters(List<Entry> entries, MetricPreset preset, MetricQuerier fixed) {
    UnaryOperator<String> same = UnaryOperator.identity();
    filter(entries, "=", 400, same, preset, fixed, text -> new LabelFilter.Is("key", text));
    filter(entries, "!=", 400, same, preset, fixed, text -> new LabelFilter.IsNot("key", text));
    filter(entries, "=~", 250, same, preset, fixed, text -> new LabelFilter.Matches("key", text));
    filter(
        entries, "!~", 250, same, preset, fixed, text -> new LabelFilter.MatchesNot("key", text));
    filter(
        entries,
        "any of",
        400,
        text -> "a|" + Pattern.quote(text) + "|\\.",
        preset,
        fixed,
        text -> new LabelFilter.AnyOf("key", List.of("a", text, ".")));
    filter(
        entries,
        "none of",
        400,
        Pattern::quote,
        preset,
        fixed,
        text -> new LabelFilter.NoneOf("key", List.of(text)));
    filter(
        entries,
        "default",
        400,
        same,
        preset,
        fixed,
        text ->
            preset(TEMPLATE)
                .defaults(
                    PresetDefaults.none().withLabels(List.of(new LabelFilter.Is("key", text))))
                .build()
                .defaults()
                .labels()
                .getFirst());
  }

  private static void filter(
      List<Entry> entries,
      String name,
      int leastTaken,
      UnaryOperator<String> value,
      MetricPreset preset,
      MetricQuerier fixed,
      Function<String, LabelFilter> filter) {
    entries.add(
        entry(
            "label value " + name,
            leastTaken,
            "harmless",
            value,
            text -> PresetRequest.of(preset, fixed.where(filter.apply(text)))));
  }

  private static void names(List<Entry> entries, MetricPreset legacy, MetricQuerier fixed) {
    UnaryOperator<String> same = UnaryOperator.identity();
    entries.add(
        entry(
            "metric name",
            40,
            "harmless",
            same,
            text -> PresetRequest.of(legacy, MetricQuerier.of(text))));
    entries.add(
        entry(
            "metric name in quotes",
            400,
            "harmless",
            same,
            text ->
                PresetRequest.of(
                    preset(TEMPLATE).names(NameSyntax.UTF8).build(), MetricQuerier.of(text))));
    entries.add(
        entry(
            "label name",
            0,
            "key",
            same,
            text -> PresetRequest.of(legacy, fixed.where(text, "value"))));
    entries.add(
        entry(
            "label name in quotes",
            400,
            "harmless",
            same,
            text ->
                PresetRequest.of(
                    MetricPreset.builder("preset", TEMPLATE)
                        .names(NameSyntax.UTF8)
                        .filterLabels(text)
                        .build(),
                    fixed.where(text, "value"))));
    entries.add(
        entry("group label", 0, "key", same, text -> PresetRequest.of(legacy, fixed.by(text))));
    entries.add(
        entry(
            "group label in quotes",
            400,
            "harmless",
            same,
            text ->
                PresetRequest.of(
                    MetricPreset.builder("preset", TEMPLATE)
                        .names(NameSyntax.UTF8)
                        .groupLabels("before", text, "after")
                        .build(),
                    fixed.by("before", text, "after"))));
    entries.add(
        entry(
            "window",
            3,
            "7m",
            InjectionTest::millis,
            text -> PresetRequest.of(legacy, fixed).withWindow(PrometheusDuration.parse(text))));
  }

  private static void tenants(List<Entry> entries, MetricPreset preset, MetricQuerier fixed) {
    UnaryOperator<String> same = UnaryOperator.identity();
    entries.add(
        entry(
            "tenant value",
            400,
            "harmless",
            same,
            text ->
                PresetRequest.of(preset, fixed).withTenant(TenantLabels.of("tenant_label", text))));
    entries.add(
        entry(
            "tenant values",
            400,
            "harmless",
            Pattern::quote,
            text ->
                PresetRequest.of(preset, fixed)
                    .withTenant(TenantLabels.none().andAnyOf("tenant_label", List.of(text)))));
    entries.add(
        entry(
            "tenant label",
            40,
            "harmless",
            same,
            text -> PresetRequest.of(preset, fixed).withTenant(TenantLabels.of(text, "shop"))));
  }

  private static void parameters(List<Entry> entries) {
    UnaryOperator<String> same = UnaryOperator.identity();
    parameter(
        entries,
        "text",
        400,
        "harmless",
        same,
        "label_replace(fixed_metric{{key={p}}}, {p}, \"b\", \"c\", \"d\")",
        TemplateParameter.text("p"));
    parameter(
        entries,
        "text in a regex",
        400,
        "harmless",
        Pattern::quote,
        "fixed_metric{{key=~{p},other!~{p}}}",
        TemplateParameter.text("p"));
    parameter(
        entries,
        "text of a list",
        0,
        "harmless",
        same,
        "fixed_metric{{key={p}}}",
        TemplateParameter.text("p").oneOf("harmless"));
    parameter(
        entries,
        "metric",
        40,
        "harmless",
        same,
        "fixed_metric / on () {p}",
        TemplateParameter.metric("p"));
    parameter(
        entries,
        "duration",
        3,
        "7m",
        InjectionTest::millis,
        "rate(fixed_metric[{p}])",
        TemplateParameter.duration("p"));
    parameter(
        entries,
        "number",
        3,
        "7",
        text -> Double.toString(Double.parseDouble(text)),
        "topk(3, fixed_metric) > vector({p})",
        TemplateParameter.number("p"));
    entries.add(
        entry(
            "parameter name",
            0,
            "p",
            text -> "value",
            text ->
                PresetRequest.of(
                    preset("fixed_metric{{key={p}}}")
                        .parameters(TemplateParameter.text("p"))
                        .build(),
                    MetricQuerier.any().with(text, "value"))));
  }

  private static void parameter(
      List<Entry> entries,
      String name,
      int leastTaken,
      String harmless,
      UnaryOperator<String> value,
      String template,
      TemplateParameter parameter) {
    MetricPreset preset = preset(template).parameters(parameter).build();
    entries.add(
        entry(
            "parameter " + name,
            leastTaken,
            harmless,
            value,
            text -> PresetRequest.of(preset, MetricQuerier.any().with("p", text))));
  }

  private static String millis(String text) {
    return Long.toString(PrometheusDuration.parse(text).toMillis());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void nothingBecomesSyntax(Entry entry) {
    String harmless =
        shape(entry.query().apply(entry.harmless()).render(), entry, entry.harmless());
    assertThat(harmless).contains("\u00b7");
    int taken = 0;
    for (String hostile : HostileTexts.all()) {
      if (isTaken(entry, hostile, harmless)) {
        taken++;
      }
    }

    assertThat(taken)
        .as("texts that are legal as " + entry)
        .isGreaterThanOrEqualTo(entry.leastTaken());
  }

  private static boolean isTaken(Entry entry, String hostile, String harmless) {
    RenderedQuery query;
    try {
      query = entry.query().apply(hostile).render();
    } catch (TemplateException refused) {
      assertThat(refused.kind()).isEqualTo(ErrorKind.USER);
      assertThat(refused.problems()).isNotEmpty().allSatisfy(InjectionTest::isReadable);
      return false;
    } catch (IllegalArgumentException refused) {
      /* What reads a duration from a text is not ours to test. */
      assertThat(entry.name()).isEqualTo("window");
      return false;
    } catch (RuntimeException unexpected) {
      return fail(entry + " with " + HostileTexts.shown(hostile), unexpected);
    }
    /* Compared first: a description of each case would take longer than the cases. */
    if (!shape(query, entry, hostile).equals(harmless)) {
      fail(entry + " with " + HostileTexts.shown(hostile) + " gives " + query.promql());
    }
    for (Insertion one : query.insertions()) {
      if (!query.promql().startsWith(one.text(), one.start())
          || one.end() != one.start() + one.text().length()) {
        fail(entry + " with " + HostileTexts.shown(hostile) + " misplaces " + one);
      }
    }
    return true;
  }

  /* From the text as it would be sent, not from the tree that was meant. */
  private static String shape(RenderedQuery query, Entry entry, String text) {
    Expression read = Parser.parse(query.promql());
    return TreeText.of(read, entry.value().apply(text));
  }

  private static void isReadable(String problem) {
    assertThat(problem.length()).isBetween(10, 1_500);
    assertThat(problem).contains("(").endsWith(")");
    assertThat(problem.codePoints().noneMatch(InjectionTest::isUnreadable)).as(problem).isTrue();
  }

  private static boolean isUnreadable(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  @Test
  void aHostileTextAsATemplateIsReadAsOneOrRefused() {
    for (String hostile : HostileTexts.all()) {
      for (String template : List.of(hostile, "sum({metric_name}{{a=\"b\"}})" + hostile)) {
        try {
          QueryTemplate.parse(template);
        } catch (TemplateException refused) {
          assertThat(refused.problems()).isNotEmpty();
          assertThat(refused.getMessage().length()).isLessThan(200_000);
        }
      }
    }
  }

  @Test
  void aHostileTextAsAPresetsNameIsRefused() {
    Presets presets = Presets.of(preset("up").build());
    for (String hostile : HostileTexts.all()) {
      assertThat(presets.find(hostile)).isEmpty();
      try {
        presets.require(hostile);
        fail("a preset named " + HostileTexts.shown(hostile));
      } catch (TemplateException refused) {
        assertThat(refused.problems()).hasSize(1).allSatisfy(InjectionTest::isReadable);
      }
    }
  }

  @Test
  void aHostileTextAsAFilterIsAFilterOrRefused() {
    MetricPreset preset = preset("{metric_name}{{{labels}}}").build();
    for (String hostile : HostileTexts.all()) {
      try {
        LabelFilter filter = LabelFilter.parse(hostile);
        List<String> problems =
            PresetRequest.of(preset, MetricQuerier.of("up").where(filter)).validate();
        assertThat(problems)
            .as(String.format(Locale.ROOT, "%s", HostileTexts.shown(hostile)))
            .isNotEmpty()
            .allSatisfy(InjectionTest::isReadable);
      } catch (TemplateException refused) {
        assertThat(refused.problems()).hasSize(1).allSatisfy(InjectionTest::isReadable);
      }
    }
  }
}
