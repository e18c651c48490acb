package lampas.examples.agents.observability;

import java.util.Set;
import java.util.TreeSet;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;

/** The names of the metrics that an expression selects. */
final class MetricNames {
  private final Set<String> names = new TreeSet<>();

  private MetricNames() {}

  static Set<String> in(String expression) {
    MetricNames found = new MetricNames();
    found.visit(Parser.parse(expression));
    return found.names;
  }

  private void visit(Expression expression) {
    switch (expression) {
      case Expression.NumberLiteral number -> {}
      case Expression.StringLiteral text -> {}
      case Expression.Parentheses parentheses -> visit(parentheses.inner());
      case Expression.Unary unary -> visit(unary.operand());
      case Expression.Binary binary -> {
        visit(binary.left());
        visit(binary.right());
      }
      case Expression.Aggregation aggregation -> visit(aggregation.operand());
      case Expression.Call call -> call.arguments().forEach(this::visit);
      case Expression.VectorSelector selector -> names.add(selector.metricName().orElseThrow());
      case Expression.RangeSelector range -> visit(range.selector());
      case Expression.Subquery subquery -> visit(subquery.operand());
    }
  }
}
