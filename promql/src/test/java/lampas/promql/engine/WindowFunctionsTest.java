package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowFunctionsTest {
  private final QueryFixture series =
      QueryFixture.everyTenSeconds(
          "x 4 1 7 7 stale 3",
          "nans NaN 2 1",
          "big 1e308 1e308 1e308",
          "kahan 1 1e100 1 -1e100",
          "constant 5 5 5");

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sum_over_time(x[1m])           | 22",
        "avg_over_time(x[1m])           | 4.4",
        "min_over_time(x[1m])           | 1",
        "max_over_time(x[1m])           | 7",
        "count_over_time(x[1m])         | 5",
        "present_over_time(x[1m])       | 1",
        "stdvar_over_time(x[1m])        | 5.44",
        "stddev_over_time(x[1m])        | 2.33238",
        "quantile_over_time(0.5, x[1m]) | 4",
        "quantile_over_time(0.1, x[1m]) | 1.8",
        "quantile_over_time(2, x[1m])   | +Inf",
        "mad_over_time(x[1m])           | 3",
        "changes(x[1m])                 | 3",
        "resets(x[1m])                  | 2",
        "ts_of_max_over_time(x[1m])     | 30",
        "ts_of_min_over_time(x[1m])     | 10",
        "ts_of_first_over_time(x[55s])  | 0",
        "ts_of_last_over_time(x[1m])    | 50",
        "min_over_time(nans[1m])         | 1",
        "max_over_time(nans[1m])         | 2",
        "sum_over_time(nans[1m])         | NaN",
        "avg_over_time(big[1m])         | 1e308",
        "sum_over_time(big[1m])         | +Inf",
        "sum_over_time(kahan[1m])       | 2",
        "avg_over_time(kahan[1m])       | 0.5",
        "deriv(constant[1m])            | 0",
        "double_exponential_smoothing(constant[1m], 0.3, 0.6) | 5",
      })
  void aFunctionOverAWindowHasItsValue(String query, String expected) {
    assertThat(series.at(50, "vector(scalar(" + query + "))")).hasSize(1);
    double value = Double.parseDouble(plain(series.at(50, "scalar(" + query + ")").get(0)));
    double wanted = Double.parseDouble(plain(expected));
    if (Double.isFinite(wanted)) {
      assertThat(value).isCloseTo(wanted, org.assertj.core.data.Percentage.withPercentage(1e-4));
    } else {
      assertThat(Double.valueOf(value)).isEqualTo(Double.valueOf(wanted));
    }
  }

  @ParameterizedTest(name = "{0} keeps the name: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "last_over_time(x[1m])  | x 3",
        "first_over_time(x[1m]) | x 4",
        "max_over_time(x[1m])   | {} 7"
      })
  void onlyFirstAndLastKeepTheName(String query, String expected) {
    assertThat(series.at(50, query)).containsExactly(expected);
  }

  private static String plain(String text) {
    return text.replace("Inf", "Infinity");
  }
}
