package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramOperatorsTest {
  private final HistogramFixture series =
      HistogramFixture.everyMinute(
          "a {{schema:0 count:6 sum:9 buckets:[1 2 3]}}",
          "b {{schema:0 count:4 sum:5 buckets:[1 2 1]}}",
          "custom {{schema:-53 count:3 sum:4 custom_values:[1 2] buckets:[1 1 1]}}",
          "other {{schema:-53 count:3 sum:4 custom_values:[2 3] buckets:[1 1 1]}}",
          "number 2");

  @Test
  void histogramsAreAddedAndSubtracted() {
    assertThat(series.ask("a + b"))
        .containsExactly("{} {count:10, sum:14, (0.5,1]:2, (1,2]:4, (2,4]:4}");
    assertThat(series.ask("a - b")).containsExactly("{} {count:2, sum:4, (2,4]:2}");
  }

  @Test
  void aNumberScalesThem() {
    String twice = "{} {count:12, sum:18, (0.5,1]:2, (1,2]:4, (2,4]:6}";
    assertThat(series.ask("a * 2")).containsExactly(twice);
    assertThat(series.ask("2 * a")).containsExactly(twice);
    assertThat(series.ask("a * number")).containsExactly(twice);
    assertThat(series.ask("a / 0.5")).containsExactly(twice);
    assertThat(series.ask("a / 0")).containsExactly("{} {count:+Inf, sum:+Inf, [-0,0]:NaN}");
    assertThat(series.ask("-a"))
        .containsExactly("{} {count:-6, sum:-9, (0.5,1]:-1, (1,2]:-2, (2,4]:-3}");
  }

  @Test
  void equalityComparesAllButTheCounterResetHint() {
    assertThat(series.ask("a == a"))
        .containsExactly("a {count:6, sum:9, (0.5,1]:1, (1,2]:2, (2,4]:3}");
    assertThat(series.ask("a != a")).isEmpty();
    assertThat(series.ask("a == bool b")).containsExactly("{} 0");
    assertThat(series.ask("a != bool b")).containsExactly("{} 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "/", "%", "^", "atan2", "<", "<=", ">", ">=", "</", ">/"})
  void whatIsNotDefinedBetweenHistogramsHasNoResult(String operator) {
    assertThat(series.ask("a " + operator + " b"))
        .containsExactly(
            "PromQL info: incompatible sample types encountered for binary operator \"%s\":"
                    .formatted(operator)
                + " histogram %s histogram (1:1)".formatted(operator));
  }

  @Test
  void whatIsNotDefinedWithNumbersNamesTheTypes() {
    String message = "PromQL info: incompatible sample types encountered for binary operator ";
    assertThat(series.ask("a + 1")).containsExactly(message + "\"+\": histogram + float (1:1)");
    assertThat(series.ask("1 / a")).containsExactly(message + "\"/\": float / histogram (1:1)");
    assertThat(series.ask("number >= bool a"))
        .containsExactly(message + "\">=\": float >= histogram (1:1)");
    assertThat(series.ask("number </ 3")).containsExactly(message + "\"</\": float </ float (1:1)");
  }

  @Test
  void differentLayoutsAreRemarkedOn() {
    assertThat(series.ask("a + custom"))
        .containsExactly(
            "PromQL warning: incompatible bucket layout encountered for binary operator + (1:1)");
    assertThat(series.ask("custom + other"))
        .containsExactly(
            "{} {count:6, sum:8, [-Inf,2]:3, (2,+Inf]:3}",
            "PromQL info: mismatched custom buckets were reconciled during addition (1:1)");
    assertThat(series.ask("custom == other")).isEmpty();
  }

  @Test
  void trimmingKeepsOneSide() {
    assertThat(series.ask("custom </ 1")).containsExactly("custom {count:1, sum:0.5, [-Inf,1]:1}");
    assertThat(series.ask("custom >/ 1.5"))
        .containsExactly("custom {count:1.5, sum:2.875, (1,2]:0.5, (2,+Inf]:1}");
    assertThat(series.ask("a </ 4"))
        .containsExactly("a {count:6, sum:9, (0.5,1]:1, (1,2]:2, (2,4]:3}");
  }

  @Test
  void setOperatorsKnowThatSomethingIsThere() {
    assertThat(series.ask("a and on() b")).hasSize(1);
    assertThat(series.ask("a unless on() b")).isEmpty();
    assertThat(series.ask("number or on() a")).containsExactly("number 2");
    assertThat(series.ask("absent(a)")).isEmpty();
  }

  @Test
  void aFilledInNumberMeetsAHistogramAsANumber() {
    assertThat(series.ask("a * fill_right(3) nothing"))
        .containsExactly("{} {count:18, sum:27, (0.5,1]:3, (1,2]:6, (2,4]:9}");
  }
}
