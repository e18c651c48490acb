package lampas.client.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import lampas.client.range.SplitDecision.Reason;
import lampas.client.range.SplitDecision.Whole;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitProofTest {
  private static Optional<Whole> obstacle(String promql) {
    return SplitProof.obstacle(Parser.parse(promql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "time()",
        "rate(x[5m] offset 1h)",
        "x @ 1000",
        "x offset -5m",
        "sum by (a) (rate(x[step()])) / 100",
        "max_over_time(rate(x[5m])[1h:])",
        "max_over_time(sum(x)[1h:step()])",
        "topk(5, x)",
        "topk(2 * step() / 15, x)",
        "count_values(\"v\", x)",
        "limit_ratio(0.1, x)",
        "histogram_quantile(scalar(q), rate(x_bucket[5m]))",
        "predict_linear(x[1h], 3600)",
        "x and on () (hour() > 8)",
        "label_replace(x, \"a\", \"$1\", \"b\", \"(.*)\")",
        "absent(x{a=\"b\"})",
        "-x",
        "rate({__name__=\"x\", a=~\".+\"}[5m])",
        "last_over_time({a=\"b\"}[5m])",
        "sum_over_time(count({a=\"b\"})[5m:])",
        "-sum by (a) ({b=\"c\"})",
        "abs({a=\"b\"})"
      })
  void isProven(String promql) {
    assertThat(obstacle(promql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x @ start() | QUERY_RANGE",
        "1 + sum(rate(x[5m] @ end())) | QUERY_RANGE",
        "max_over_time(x[1h:1m] @ start()) | QUERY_RANGE",
        "rate(x[range()]) | QUERY_RANGE",
        "x offset (range() / 2) | QUERY_RANGE",
        "max_over_time(x[1h:min_of(range(), 1m)]) | QUERY_RANGE",
        "max_over_time(x[-(-range()):]) | QUERY_RANGE",
        "x > start() | QUERY_RANGE",
        "x > end() | QUERY_RANGE",
        "x / range() | QUERY_RANGE",
        "sort(x) | ORDER",
        "sum(sort_desc(x)) | ORDER",
        "sort_by_label(x, \"a\") | ORDER",
        "limitk(2, x) | CHOICE",
        "topk(scalar(k), x) | CHANGING_PARAMETER",
        "quantile(time() / 1e10, x) | CHANGING_PARAMETER",
        "bottomk(scalar(sum_over_time(vector(1)[1m:])), x) | CHANGING_PARAMETER",
        "rate({a=\"b\"}[5m]) | SAME_LABELS",
        "rate({__name__=~\"x.*\"}[5m]) | SAME_LABELS",
        "-{a=\"b\"} | SAME_LABELS",
        "-(x or y) | SAME_LABELS",
        "sum_over_time(topk(2, {a=\"b\"})[5m:]) | SAME_LABELS",
        "sum_over_time((x > 1 or y)[5m:]) | SAME_LABELS",
        "sum_over_time(count by (__name__) ({a=\"b\"})[5m:]) | SAME_LABELS",
        "sum_over_time(count_values(\"__name__\", x)[5m:]) | SAME_LABELS",
        "info(x) | UNPROVEN",
        "start_timestamp(x) | UNPROVEN",
        "rate(x[5m] smoothed) | UNPROVEN",
        "rate(x[5m] anchored) | UNPROVEN",
        "x + fill(0) y | UNPROVEN",
        "x[5m] | WRONG_TYPE",
        "\"text\" | WRONG_TYPE"
      })
  void isNotProven(String promql, Reason reason) {
    assertThat(obstacle(promql)).map(Whole::reason).contains(reason);
  }

  @Test
  void theReasonNamesThePart() {
    assertThat(obstacle("sum(up) + x @ start()"))
        .contains(new Whole(Reason.QUERY_RANGE, "x @ start(): is about the whole range"));
  }

  /* A new function is an obstacle until somebody thinks about it. */
  @Test
  void everyFunctionAndAggregatorIsClassified() {
    TreeSet<String> refused = new TreeSet<>();
    Functions.all()
        .forEach(function -> {
          String call =
              function.name()
                  + "("
                  + String.join(
                      ", ",
                      IntStream.range(0, function.minimumArguments())
                          .mapToObj(i ->
                              switch (function.argument(i)) {
                                case SCALAR -> "1";
                                case STRING -> "\"a\"";
                                case INSTANT_VECTOR -> "x";
                                case RANGE_VECTOR -> "x[1m]";
                              })
                          .toList())
                  + ")";
          obstacle(call).ifPresent(whole -> refused.add(function.name()));
        });
    for (Aggregator aggregator : Aggregator.values()) {
      String parameter =
          aggregator
              .parameter()
              .map(type -> type == ValueType.STRING ? "\"a\", " : "1, ")
              .orElse("");
      obstacle(aggregator.text() + "(" + parameter + "x)")
          .ifPresent(whole -> refused.add(aggregator.text()));
    }
    assertThat(refused)
        .containsExactlyElementsOf(
            List.of(
                "end",
                "info",
                "limitk",
                "range",
                "sort",
                "sort_by_label",
                "sort_by_label_desc",
                "sort_desc",
                "start",
                "start_timestamp"));
  }
}
