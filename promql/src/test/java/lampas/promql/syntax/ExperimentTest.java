package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FUNCTIONS | mad_over_time(x[5m]) | 1:1: function \"mad_over_time\" is not enabled",
        "FUNCTIONS | 1 + start() | 1:5: function \"start\" is not enabled",
        "FUNCTIONS | limitk(1, x) | 1:1: limitk() is experimental and must be enabled with"
            + " --enable-feature=promql-experimental-functions",
        "DURATION_EXPRESSIONS | x[5m * 2] | 1:3: experimental duration expression is not enabled",
        "DURATION_EXPRESSIONS | x[step()] | 1:3: experimental duration expression is not enabled",
        "DURATION_EXPRESSIONS | x offset (5m) | 1:11: experimental duration expression is not"
            + " enabled",
        "EXTENDED_RANGE_SELECTORS | rate(x[5m] anchored) | 1:6: anchored modifier is experimental"
            + " and not enabled",
        "EXTENDED_RANGE_SELECTORS | x smoothed | 1:1: smoothed modifier is experimental and not"
            + " enabled",
        "FILL_MODIFIERS | a + fill (0) b | 1:1: binop fill modifiers are experimental and not"
            + " enabled"
      })
  void isRefusedUnlessItIsAllowed(Experiment experiment, String text, String message) {
    Set<Experiment> others = EnumSet.complementOf(EnumSet.of(experiment));
    ParserOptions without = ParserOptions.defaults().withExperiments(others);
    assertThatThrownBy(() -> Parser.parse(text, without)).hasMessage(message);
    ParserOptions with = ParserOptions.defaults().withExperiments(EnumSet.of(experiment));
    assertThat(Printer.print(Parser.parse(text, with))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x[5m]", "x offset -5m", "x[1h:5m]", "fill + fill_left"})
  void whatIsStableNeedsNoSwitch(String text) {
    ParserOptions stable = ParserOptions.defaults().withExperiments(Set.of());
    assertThat(Printer.print(Parser.parse(text, stable))).isEqualTo(text);
  }
}
