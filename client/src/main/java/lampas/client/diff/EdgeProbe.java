package lampas.client.diff;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.diff.BothSides.Pair;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.Trees;

/**
 * Finds out by asking again whether samples just at the edges of windows make the difference: a
 * millisecond later, hardly any sample is at an edge.
 */
final class EdgeProbe {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final BothSides sides;
  private final Tolerance tolerance;

  EdgeProbe(BothSides sides, Tolerance tolerance) {
    this.sides = sides;
    this.tolerance = tolerance;
  }

  /** The reason, if it is that. */
  Optional<Reason> reason(
      Query query, Expression expression, FirstDifference first, long step, Duration timeout) {
    boolean selects = Trees.all(expression).anyMatch(VectorSelector.class::isInstance);
    Optional<Pair> later = selects ? sameLater(query, step, timeout) : Optional.empty();
    if (later.isEmpty()) {
      return Optional.empty();
    }
    String windows =
        Trees.all(expression)
            .filter(RangeSelector.class::isInstance)
            .findFirst()
            .flatMap(range -> counts(query, range, first, timeout))
            .orElse("");
    return Optional.of(
        new Reason(
            DifferenceClass.WINDOW_EDGES,
            "asked 1ms later, both sides "
                + (later.get().left().series().isEmpty() ? "have nothing" : "agree")
                + windows));
  }

  private Optional<Pair> sameLater(Query query, long step, Duration timeout) {
    QueryTime later =
        switch (query.time()) {
          case QueryTime.Now now -> now;
          case QueryTime.At(Instant time) -> new QueryTime.At(time.plus(MOMENT));
          case QueryTime.Range(Instant start, Instant end, Duration distance) ->
              new QueryTime.Range(start.plus(MOMENT), end.plus(MOMENT), distance);
        };
    return sides
        .ifBothAnswer(query.at(later), timeout)
        .filter(pair -> pair.left().type().equals(pair.right().type()))
        .filter(pair -> AnswerDifference.of(pair.left(), pair.right(), step, tolerance).isNone());
  }

  /* How many samples are in the windows of the first range selector, where the difference is. */
  private Optional<String> counts(
      Query query, Expression range, FirstDifference first, Duration timeout) {
    Call count =
        new Call(Functions.find("count_over_time").orElseThrow(), List.of(range), Span.NONE);
    Query at =
        query
            .withPromql("sum(" + Printer.print(count) + ")")
            .at(Instant.ofEpochMilli(first.timeMillis().orElseThrow()));
    return sides
        .ifBothAnswer(at, timeout)
        .flatMap(pair -> {
          double left = only(pair.left());
          double right = only(pair.right());
          if (left == right) {
            return Optional.empty();
          }
          String text = Printer.print(range);
          return Optional.of(
              ("; before, the windows of %s hold %.0f samples on the left and %.0f on the right,"
                      + " so the %s ones are closed on their left edge and the %s ones open")
                  .formatted(
                      text,
                      left,
                      right,
                      left > right ? "left" : "right",
                      left > right ? "right" : "left"));
        });
  }

  private static double only(FlatAnswer answer) {
    return answer.series().values().stream()
        .flatMap(values -> values.values().stream())
        .mapToDouble(value -> value instanceof Value.Real(double number) ? number : 0)
        .sum();
  }
}
