package lampas.client.range;

import java.util.List;
import java.util.Set;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Trees;
import lampas.promql.syntax.ValueType;

/**
 * Whether a result depends on the order in which series come to an aggregation, which no server
 * promises: floats that are added in another order differ in their last bits, and of equal values
 * another one is among the top.
 */
final class SeriesOrder {
  private static final Set<Aggregator> SENSITIVE =
      Set.of(
          Aggregator.SUM,
          Aggregator.AVG,
          Aggregator.STDDEV,
          Aggregator.STDVAR,
          Aggregator.TOPK,
          Aggregator.BOTTOMK);

  private SeriesOrder() {}

  static boolean matters(Expression expression) {
    return Trees.all(expression)
        .anyMatch(part ->
            part instanceof Aggregation aggregation
                && SENSITIVE.contains(aggregation.aggregator())
                && !isStored(aggregation.operand()));
  }

  /* The series come as they are stored, whichever of them there are. */
  private static boolean isStored(Expression expression) {
    return Trees.all(expression)
        .allMatch(part ->
            switch (part) {
              case VectorSelector selector -> selector.metricName().isPresent();
              case Binary binary ->
                  binary.left().type() == ValueType.SCALAR
                      || binary.right().type() == ValueType.SCALAR;
              case Aggregation aggregation -> false;
              case Call call ->
                  !List.of("label_replace", "label_join").contains(call.function().name())
                      && !call.function().name().startsWith("histogram_quantile");
              default -> true;
            });
  }
}
