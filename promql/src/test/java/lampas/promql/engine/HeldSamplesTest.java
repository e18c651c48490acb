package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lampas.promql.column.Column;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query holds is what its result holds, and nothing when that is given back. */
class HeldSamplesTest {
  private final SeriesFixture series =
      SeriesFixture.of(
          Duration.ofMinutes(1),
          "x{i=\"1\"} 1 2 _ 4",
          "x{i=\"2\"} 5 6 7 8",
          "b{le=\"1\"} 1 1 1 1",
          "b{le=\"+Inf\"} 2 2 2 2",
          "h{i=\"1\"} {{schema:0 count:3 sum:2 buckets:[1 2]}}x3",
          "h{i=\"2\"} {{schema:0 count:3 sum:2 buckets:[1 2]}} 4 5 6",
          "target_info{zone=\"a\"} 1 1 1 1");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + on(i) group_left x",
        "x + fill(0) nothing",
        "h + h",
        "h * 2",
        "2 > x",
        "-h",
        "x and h",
        "x or h",
        "h unless on(i) x{i=\"1\"}",
        "sum(h)",
        "avg by (i) (h)",
        "min(h)",
        "count(h)",
        "quantile(0.5, x)",
        "topk(0, x)",
        "topk(1, h)",
        "limitk(1, h)",
        "limit_ratio(0.5, h)",
        "count_values(\"v\", h)",
        "histogram_quantile(0.5, b)",
        "histogram_quantile(0.5, {__name__=~\"b|h\"})",
        "histogram_quantiles(h, \"q\", 0.1, 0.2)",
        "histogram_fraction(0, 1, h)",
        "histogram_count(h)",
        "abs(h)",
        "clamp(h, 0, 1)",
        "round(x, 2)",
        "sort(h)",
        "sort_by_label(h, \"i\")",
        "timestamp(h + h)",
        "absent(h)",
        "vector(scalar(h))",
        "info(h)",
        "info(h, {zone=~\".+\"})",
        "label_replace(h, \"i\", \"0\", \"i\", \"none\")",
        "last_over_time(h[2m:1m])"
      })
  void nothingIsHeldAfterTheResult(String query) {
    Expression expression = Parser.parse(query, EngineOptions.defaults().parser());
    QuerySpan span = QuerySpan.range(0, 180_000, 60_000);
    QueryRun run =
        new QueryRun(
            series,
            EngineOptions.defaults(),
            QueryOptions.none(),
            span,
            new Remarks(query),
            System::nanoTime);

    List<Column> columns = new Evaluator(run).columns(expression, span.steps());
    columns.forEach(run::give);

    assertThat(run.held()).isZero();
  }
}
