package lampas.client.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantLabelsTest {
  private static final TenantLabels SHOP = TenantLabels.of("tenant", "shop");

  private static RenderedQuery render(String template, TenantLabels tenant) {
    MetricPreset preset = MetricPreset.builder("any", template).build();
    return PresetRequest.of(preset, MetricQuerier.any()).withTenant(tenant).render();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          up                                   | up{tenant="shop"}
          up{{}}                               | up{tenant="shop"}
          up {{ job="a" }} offset 5m           | up{job="a",tenant="shop"} offset 5m
          up # {{tenant}}                      | up{tenant="shop"}
          up{{tenant="other"}}                 | up{tenant="other",tenant="shop"}
          up{{tenant=~".*"}} or up             | up{tenant=~".*",tenant="shop"} or up{tenant="shop"}
          {{__name__=~".+"}}                   | {__name__=~".+",tenant="shop"}
          rate(up[5m]) / on (a) b              | rate(up{tenant="shop"}[5m]) / on (a) b{tenant="shop"}
          max_over_time(sum(up)[1h:5m] @ end())| max_over_time(sum(up{tenant="shop"})[1h:5m] @ end())
          topk(scalar(n), -(up ^ m))           | topk(scalar(n{tenant="shop"}), -(up{tenant="shop"} ^ m{tenant="shop"}))
          absent(up{{a='}}'}})                 | absent(up{a="}",tenant="shop"})
          absent_over_time(up{{a=`{{"`}}[5m])  | absent_over_time(up{a="{\\"",tenant="shop"}[5m])
          label_replace(up,"tenant","x","","") | label_replace(up{tenant="shop"},"tenant","x","","")
          vector(1) and on() up                | vector(1) and on() up{tenant="shop"}
          1                                    | 1
          {{"a.b"}}                            | {__name__="a.b",tenant="shop"}
          """)
  void everySelectorGetsThem(String template, String text) {
    RenderedQuery query = render(template, SHOP);

    assertThat(query.promql().stripTrailing()).isEqualTo(text);
    assertThat(selectors(query))
        .allSatisfy(
            selector -> assertThat(selector.matchers()).contains(Matcher.equal("tenant", "shop")));
  }

  private static List<VectorSelector> selectors(RenderedQuery query) {
    return Trees.all(query.expression())
        .filter(VectorSelector.class::isInstance)
        .map(VectorSelector.class::cast)
        .toList();
  }

  @Test
  void severalConditionsHoldTogether() {
    TenantLabels two = SHOP.andAnyOf("region", List.of("eu.1", "us"));

    assertThat(render("up", two).promql()).isEqualTo("up{tenant=\"shop\",region=~\"eu\\\\.1|us\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"info(up)", "info(up, {{a=\"b\"}})", "sum(rate(info(up)[5m:1m])) or up"})
  void infoWouldReadSeriesThatNoSelectorNames(String template) {
    assertThatThrownBy(() -> render(template, SHOP))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "any@1: info() reads series that no selector names (expected: a preset without it for"
                + " a tenant)");
    assertThat(render(template, TenantLabels.none()).promql()).contains("info(up");
  }

  @Test
  void aQuerierCannotFilterByThem() {
    MetricPreset preset =
        MetricPreset.builder("any", "{metric_name}{{{labels}}}").filterLabels("tenant").build();
    PresetRequest request =
        PresetRequest.of(preset, MetricQuerier.of("up").where("tenant", "other"));

    assertThat(request.render().promql()).isEqualTo("up{tenant=\"other\"}");
    assertThat(request.withTenant(SHOP).validate())
        .containsExactly("label tenant: set for the tenant (expected: no filter by it)");
  }

  @Test
  void anEmptyValueWouldMeanSeriesOfNobody() {
    assertThatThrownBy(() -> render("up", TenantLabels.of("tenant", "")))
        .hasMessage("tenant label \"tenant\": an empty value (expected: a value of the tenant's)");
    assertThatThrownBy(() -> render("up", TenantLabels.none().andAnyOf("t", List.of("a", ""))))
        .hasMessage("tenant label \"t\": an empty value (expected: a value of the tenant's)");
    assertThatThrownBy(() -> render("up", TenantLabels.of("__name__", "up")))
        .hasMessageContaining("tenant label \"__name__\"");
  }

  @Test
  void aPresetMayNotRunWithoutThem() {
    MetricPreset preset =
        MetricPreset.builder("own", "up").requiredLabels(List.of("tenant", "region")).build();
    PresetRequest request = PresetRequest.of(preset, MetricQuerier.any());

    assertThat(request.validate())
        .containsExactly(
            "tenant label tenant: not given (expected: a value for own@1)",
            "tenant label region: not given (expected: a value for own@1)");
    assertThat(request.withTenant(SHOP.and("region", "eu")).render().promql())
        .isEqualTo("up{tenant=\"shop\",region=\"eu\"}");
  }
}
