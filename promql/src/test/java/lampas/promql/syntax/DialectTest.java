package lampas.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lampas.promql.Dialect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {
  private static final ParserOptions PROMETHEUS_2 =
      ParserOptions.defaults().withDialect(Dialect.PROMETHEUS_2);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x[300]",
        "x[5m:60]",
        "x[5m + 1m]",
        "x[(5m)]",
        "x offset 300",
        "x offset +5m",
        "x offset 0s",
        "x offset -0s",
        "x @ 5m",
        "x > 1h",
        "x + 1_000",
        "{\"x\"}",
        "x{\"a.b\"=\"c\"}",
        "sum by (\"a\") (x)",
        "x + on (\"a\") y",
        "x + fill(0) y",
        "x[5m] anchored",
        "x smoothed",
        "x </ y",
        "limitk(1, x)",
        "limit_ratio(0.5, x)",
        "first_over_time(x[5m])",
        "mad_over_time(x[5m])",
        "histogram_avg(x)",
        "sort_by_label(x, \"a\")",
        "info(x)",
        "start()",
        "step()",
        "max_of(1, 2)",
      })
  void whatCameLaterIsRefused(String query) {
    assertThatCode(() -> Parser.parse(query.replace("x offset -0s", "x")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Parser.parse(query, PROMETHEUS_2)).isInstanceOf(ParseException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fill + anchored + smoothed + step + range + limitk + limit_ratio + max_of + info",
        "x offset -5m @ start()",
        "rate(x[5m30s])[1h:1m] @ end() offset 1d",
        "sum by (fill, step, on, by) (x)",
        "x{limitk=\"a\",step!~\"b\"}",
        "0x1F + 017 + .5 + 5. + 1e3 + Inf + nan",
        "x atan2 on (a) group_left (b) y",
        "group without (a) (x)",
      })
  void whatWasThereIsReadAsToday(String query) {
    Expression expression = Parser.parse(query, PROMETHEUS_2);
    assertThat(Printer.print(expression)).isEqualTo(Printer.print(Parser.parse(query)));
  }
}
