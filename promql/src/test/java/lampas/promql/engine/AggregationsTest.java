package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregationsTest {
  private final QueryFixture series =
      QueryFixture.everyTenSeconds(
          "x{job=\"a\",i=\"1\"} 1 2 _",
          "x{job=\"a\",i=\"2\"} 3 NaN 9",
          "x{job=\"b\",i=\"1\"} 5 6 7",
          "big{i=\"1\"} 1e308",
          "big{i=\"2\"} 1e308",
          "big{i=\"3\"} 1e308",
          "kahan{i=\"1\"} 1",
          "kahan{i=\"2\"} 1e100",
          "kahan{i=\"3\"} 1",
          "kahan{i=\"4\"} -1e100");

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(x)           | {} 9",
        "avg(x)           | {} 3",
        "min(x)           | {} 1",
        "max(x)           | {} 5",
        "count(x)         | {} 3",
        "group(x)         | {} 1",
        "stdvar(x)        | {} 2.6666666666666665",
        "stddev(x)        | {} 1.632993161855452",
        "quantile(0.5, x) | {} 3",
        "quantile(0.9, x) | {} 4.6",
        "avg(big)         | {} 1e308",
        "sum(kahan)       | {} 2",
        "avg(kahan)       | {} 0.5",
      })
  void anAggregationHasItsValue(String query, String expected) {
    assertThat(series.at(0, query))
        .containsExactly(expected.replace("1e308", "1" + "0".repeat(308)));
  }

  @Test
  void groupsAreKeptByOrWithoutLabels() {
    assertThat(series.at(0, "sum by (job) (x)")).containsExactly("{job=\"a\"} 4", "{job=\"b\"} 5");
    assertThat(series.at(0, "sum without (job) (x)")).containsExactly("{i=\"1\"} 6", "{i=\"2\"} 3");
    assertThat(series.at(0, "sum by (__name__) (x)")).containsExactly("x 9");
  }

  @Test
  void aGroupHasAValueWhereAnyOfItsSeriesHasOne() {
    QueryFixture gaps =
        QueryFixture.everyTenSeconds("x{i=\"1\"} 1 stale _", "x{i=\"2\"} _ 2 stale");

    assertThat(gaps.range(0, 30, 10, "sum(x)")).containsExactly("{} 1@0 2@10");
    assertThat(gaps.range(0, 30, 10, "avg(x)")).containsExactly("{} 1@0 2@10");
    assertThat(gaps.range(0, 30, 10, "stddev(x)")).containsExactly("{} 0@0 0@10");
    assertThat(gaps.range(0, 30, 10, "quantile(0.5, x)")).containsExactly("{} 1@0 2@10");
  }

  @Test
  void notANumberIsSmallestAndLargestOnlyIfAlone() {
    assertThat(series.at(10, "max(x)")).containsExactly("{} 6");
    assertThat(series.at(10, "min(x)")).containsExactly("{} 2");
    assertThat(series.at(10, "max(x{i=\"2\"})")).containsExactly("{} NaN");
    assertThat(series.at(10, "sum(x)")).containsExactly("{} NaN");
  }

  @Test
  void topAndBottomComeInTheirOrderWithNotANumberLast() {
    assertThat(series.at(10, "topk(3, x)"))
        .containsExactly(
            "x{i=\"1\", job=\"b\"} 6", "x{i=\"1\", job=\"a\"} 2", "x{i=\"2\", job=\"a\"} NaN");
    assertThat(series.at(10, "bottomk(2, x)"))
        .containsExactly("x{i=\"1\", job=\"a\"} 2", "x{i=\"1\", job=\"b\"} 6");
    assertThat(series.at(0, "topk by (job) (1, x)"))
        .containsExactly("x{i=\"2\", job=\"a\"} 3", "x{i=\"1\", job=\"b\"} 5");
    assertThat(series.at(0, "topk(0, x)")).isEmpty();
  }

  @Test
  void overARangeTheTopIsChosenAtEachStep() {
    assertThat(series.range(0, 20, 10, "topk(1, x)"))
        .containsExactly("x{i=\"1\", job=\"b\"} 5@0 6@10", "x{i=\"2\", job=\"a\"} 9@20");
  }

  @Test
  void theParameterMayChangeFromStepToStep() {
    assertThat(series.range(0, 20, 20, "count(topk(scalar(x{job=\"b\"}) - 5, x))"))
        .containsExactly("{} 2@20");
    assertThat(series.errorAt(0, "topk(NaN, x)")).isEqualTo("Parameter value is NaN");
    assertThat(series.errorAt(0, "topk(1e30, x)")).isEqualTo("Scalar value 1e+30 overflows int64");
  }

  @Test
  void valuesAreCountedByTheirText() {
    assertThat(series.at(0, "count_values(\"v\", x > bool 2)"))
        .containsExactly("{v=\"0\"} 1", "{v=\"1\"} 2");
    assertThat(series.at(0, "count_values by (job) (\"v\", round(x, 4))"))
        .containsExactly(
            "{job=\"a\", v=\"0\"} 1", "{job=\"a\", v=\"4\"} 1", "{job=\"b\", v=\"4\"} 1");
  }

  @Test
  void aRatioAndTheNegativeOfTheRestAreComplements() {
    assertThat(series.at(0, "count(limit_ratio(0.4, x) or limit_ratio(-0.6, x))"))
        .containsExactly("{} 3");
    assertThat(series.at(0, "limit_ratio(0.4, x) and limit_ratio(-0.6, x)")).isEmpty();
    assertThat(series.at(0, "count(limitk(2, x))")).containsExactly("{} 2");
  }
}
