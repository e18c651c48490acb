package lampas.client.diff;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.diff.Comparison.Different;
import lampas.model.label.Labels;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Parentheses;

/** The order of an instant query's result, where the expression itself asks for one. */
final class ResultOrder {
  private ResultOrder() {}

  /** The difference of two answers with the same series. */
  static Optional<Different> difference(
      Query query, Optional<Expression> expression, FlatAnswer left, FlatAnswer right) {
    boolean asked =
        !(query.time() instanceof QueryTime.Range)
            && expression.filter(ResultOrder::asksForOrder).isPresent();
    if (!asked || left.order().equals(right.order())) {
      return Optional.empty();
    }
    List<Labels> one = left.order();
    List<Labels> other = right.order();
    boolean byLabels = expression.filter(ResultOrder::sortsByLabels).isPresent();
    int differing = 0;
    int first = -1;
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      boolean tie = !byLabels && isTie(left, one.get(i), other.get(i));
      if (!one.get(i).equals(other.get(i)) && !tie) {
        differing++;
        first = first < 0 ? i : first;
      }
    }
    if (first < 0) {
      return Optional.empty();
    }
    FirstDifference where =
        new FirstDifference(
            Optional.empty(),
            OptionalLong.empty(),
            Optional.of(one.get(first).toString()),
            Optional.of(other.get(first).toString()));
    return Optional.of(
        new Different(
            query,
            DifferenceClass.ORDER,
            "the same values in another order, from place %d on".formatted(first + 1),
            where,
            new DifferenceCount(differing, one.size(), 0, one.size())));
  }

  /* Which of two equal values comes first is nobody's promise. */
  private static boolean isTie(FlatAnswer answer, Labels one, Labels other) {
    return answer.firstValue(one).isSame(answer.firstValue(other), Tolerance.defaults());
  }

  private static boolean sortsByLabels(Expression expression) {
    return switch (expression) {
      case Parentheses parentheses -> sortsByLabels(parentheses.inner());
      case Call call -> call.function().name().startsWith("sort_by_label");
      default -> false;
    };
  }

  private static boolean asksForOrder(Expression expression) {
    return switch (expression) {
      case Parentheses parentheses -> asksForOrder(parentheses.inner());
      case Call call -> call.function().name().startsWith("sort");
      case Aggregation aggregation ->
          aggregation.aggregator() == Aggregator.TOPK
              || aggregation.aggregator() == Aggregator.BOTTOMK;
      default -> false;
    };
  }
}
