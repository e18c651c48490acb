package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramFunctionsTest {
  private final HistogramFixture series =
      HistogramFixture.everyMinute(
          "h {{schema:0 count:4 sum:12 buckets:[0 0 4]}}",
          "custom {{schema:-53 count:4 sum:6 custom_values:[1 2] buckets:[2 2]}}",
          "both{le=\"1\"} 2",
          "both{le=\"+Inf\"} 4",
          "both {{schema:0 count:4 sum:12 buckets:[4]}}",
          "hole {{schema:0 count:4 sum:NaN buckets:[3]}}",
          "number 3");

  @Test
  void whatAHistogramIsAsNumbers() {
    assertThat(series.ask("histogram_count(h)")).containsExactly("{} 4");
    assertThat(series.ask("histogram_sum(h)")).containsExactly("{} 12");
    assertThat(series.ask("histogram_avg(h)")).containsExactly("{} 3");
    assertThat(series.ask("histogram_stdvar(h)"))
        .singleElement()
        .asString()
        .startsWith("{} 0.0294372515");
    assertThat(series.ask("histogram_count(number)")).isEmpty();
  }

  @Test
  void quantilesLieOnALogarithmicScale() {
    assertThat(series.ask("histogram_quantile(0.5, h)"))
        .singleElement()
        .asString()
        .startsWith("{} 2.828427124746");
    assertThat(series.ask("histogram_quantile(0.25, custom)")).containsExactly("{} 0.5");
    assertThat(series.ask("histogram_quantiles(custom, \"q\", 0.25, 1)"))
        .containsExactly("{q=\"0.25\"} 0.5", "{q=\"1.0\"} 2");
    assertThat(series.ask("histogram_fraction(1, 1.5, custom)")).containsExactly("{} 0.25");
  }

  @Test
  void classicAndNativeOnesOfTheSameLabelsHaveNoResult() {
    assertThat(series.ask("histogram_quantile(0.5, both)"))
        .containsExactly(
            "PromQL warning: vector contains a mix of classic and native histograms (1:25)");
  }

  @Test
  void observationsOfNanAreRemarkedOn() {
    assertThat(series.ask("histogram_quantile(0.9, hole)"))
        .containsExactly(
            "{} NaN",
            "PromQL info: input to histogram_quantile has NaN observations, result is NaN (1:25)");
    assertThat(series.ask("histogram_quantile(0.75, hole)"))
        .containsExactly(
            "{} 1",
            "PromQL info: input to histogram_quantile has NaN observations, result is skewed higher"
                + " (1:26)");
    assertThat(series.ask("histogram_fraction(0, 8, hole)"))
        .containsExactly(
            "{} 0.75",
            "PromQL info: input to histogram_fraction has NaN observations, which are excluded from"
                + " all fractions (1:26)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"abs(h)", "clamp(h, 1, 2)", "round(h)", "sort(h)", "sort_desc(h)", "hour(h)"})
  void functionsOfNumbersLeaveThemOut(String query) {
    assertThat(series.ask(query)).isEmpty();
  }

  @Test
  void whatTouchesOnlyLabelsKeepsThem() {
    String text = " {count:4, sum:12, (2,4]:4}";
    assertThat(series.ask("label_replace(h, \"a\", \"b\", \"\", \"\")"))
        .containsExactly("h{a=\"b\"}" + text);
    assertThat(series.ask("sort_by_label(h, \"a\")")).containsExactly("h" + text);
    assertThat(series.ask("timestamp(h)")).containsExactly("{} 0");
    assertThat(series.ask("scalar(h)")).containsExactly("NaN");
  }
}
