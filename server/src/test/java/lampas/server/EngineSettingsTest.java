package lampas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.promql.engine.Engine;
import lampas.promql.script.SeriesFixture;
import lampas.server.config.ConfigurationLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is experimental is off until its feature is named. */
class EngineSettingsTest {
  private final SeriesFixture series =
      SeriesFixture.of(
          Duration.ofMinutes(1), "x_total{__type__=\"gauge\"} 0+60x9", "y{a=\"1\"} 1x9");

  private QueryAnswer ask(String features, String query) {
    String yaml = "query: {enable_feature: \"" + features + "\"}\n";
    return Engine.create(
            EngineSettings.options(
                ConfigurationLoader.text("test", yaml, Path.of("")).load().query()))
        .instant(series, query, 300_000);
  }

  private int found(String features, String query) {
    return ((QueryResult.Vector) ask(features, query).result()).samples().size();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "promql-experimental-functions | mad_over_time(y[5m]) | function \"mad_over_time\" is not enabled",
        "promql-experimental-functions | limitk(1, y) | limitk() is experimental and must be"
            + " enabled with --enable-feature=promql-experimental-functions",
        "promql-extended-range-selectors | rate(y[5m] anchored) | anchored modifier is experimental"
            + " and not enabled",
        "promql-binop-fill-modifiers | y + fill(0) y | binop fill modifiers are experimental and"
            + " not enabled"
      })
  void aPartOfTheLanguage(String feature, String query, String refusal) {
    assertThatThrownBy(() -> ask("none", query)).hasMessageContaining(refusal);
    assertThat(found(feature, query)).isEqualTo(1);
  }

  @Test
  void namesAreKeptUntilTheEndOnlyWithDelayedRemoval() {
    String query = "label_replace(y * 2, \"name\", \"$1\", \"__name__\", \"(.*)\")";
    assertThat(ask("none", query).result().toString()).contains("{a=\"1\"}");
    assertThat(ask("promql-delayed-name-removal", query).result().toString())
        .contains("{a=\"1\", name=\"y\"}");
  }

  @Test
  void typeLabelsCountOnlyWithTheirFeature() {
    assertThat(ask("none", "rate(x_total[5m])").infos()).isEmpty();
    assertThat(ask("type-and-unit-labels", "rate(x_total[5m])").infos())
        .singleElement()
        .asString()
        .contains("got \"gauge\": \"x_total\"");
  }

  @Test
  void durationExpressionsAreStable() {
    assertThat(found("none", "rate(x_total[2 * 2m])")).isEqualTo(1);
  }

  @Test
  void anUnknownFeatureIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> ask("promql-time-travel", "y"))
        .hasMessageContaining("promql-time-travel")
        .hasMessageContaining("promql-binop-fill-modifiers, promql-delayed-name-removal");
  }
}
