package lampas.promql.explain;

import java.util.ArrayList;
import java.util.List;
import lampas.model.result.EmptyReason;
import lampas.model.result.EmptyReason.Kind;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;

/** Follows emptiness down an expression to where it begins. */
final class Causes {
  private final Probe probe;
  private final CallCauses calls;
  private final OperatorCauses operators;
  private final SelectorCauses selectors;

  Causes(Probe probe) {
    this.probe = probe;
    this.calls = new CallCauses(probe);
    this.operators = new OperatorCauses(probe, this);
    this.selectors = new SelectorCauses(probe);
  }

  /** Why an expression, which is known to be empty, is so. */
  List<EmptyReason> of(Expression expression) {
    return switch (expression) {
      case NumberLiteral number -> List.of();
      case StringLiteral text -> List.of();
      case Parentheses parentheses -> of(parentheses.inner());
      case Unary unary -> of(unary.operand());
      case VectorSelector selector -> List.of(selectors.of(selector));
      case RangeSelector range -> List.of(selectors.of(range));
      case Subquery subquery -> subquery(subquery);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case Binary binary -> operators.of(binary);
    };
  }

  /** Why an expression is empty; nothing if it is not. */
  List<EmptyReason> ifEmpty(Expression expression) {
    return probe.isEmpty(expression) ? of(expression) : List.of();
  }

  private List<EmptyReason> subquery(Subquery subquery) {
    List<EmptyReason> inside = ifEmpty(subquery.operand());
    return inside.isEmpty()
        ? List.of(
            Probe.reason(Kind.NO_SAMPLE, subquery, "no step of the subquery's window has a value"))
        : inside;
  }

  private List<EmptyReason> aggregation(Aggregation aggregation) {
    List<EmptyReason> inside = ifEmpty(aggregation.operand());
    if (!inside.isEmpty()) {
      return inside;
    }
    Aggregator aggregator = aggregation.aggregator();
    String message =
        aggregation
            .parameter()
            .map(parameter ->
                "%s(%s, …) keeps none of %s"
                    .formatted(
                        aggregator.text(), Probe.text(parameter), count(aggregation.operand())))
            .orElseGet(() ->
                "%s() has no value for %s"
                    .formatted(aggregator.text(), count(aggregation.operand())));
    return List.of(Probe.reason(Kind.FILTERED, aggregation, message));
  }

  private List<EmptyReason> call(Call call) {
    List<EmptyReason> inside = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      if (Probe.isVector(argument)) {
        inside.addAll(ifEmpty(argument));
      }
    }
    return inside.isEmpty() ? List.of(calls.of(call)) : inside;
  }

  private String count(Expression expression) {
    return Words.series(probe.series(expression).size());
  }
}
