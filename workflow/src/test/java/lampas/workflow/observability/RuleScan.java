package lampas.workflow.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import lampas.model.label.LabelNames;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;

/** Looks for what rules and dashboards must not have, in the tree of an expression. */
final class RuleScan {
  /* What may differ between the parts of a ratio and the whole. */
  private static final Set<String> PARTS = Set.of(LabelNames.METRIC_NAME, "status", "le");

  private final List<String> problems = new ArrayList<>();

  private RuleScan() {}

  /** Problems of an expression whose value is recorded or shown. */
  static List<String> ofValue(String text) {
    RuleScan scan = new RuleScan();
    Expression expression = Parser.parse(text);
    scan.walk(expression);
    scan.value(expression);
    return scan.problems;
  }

  /** Problems of a condition, whose value only says where it holds. */
  static List<String> ofCondition(String text) {
    RuleScan scan = new RuleScan();
    Expression expression = Parser.parse(text);
    scan.walk(expression);
    scan.condition(expression);
    return scan.problems;
  }

  private void walk(Expression expression) {
    switch (expression) {
      case Expression.Call call when call.function().name().equals("vector") ->
          problems.add("vector() hides absence");
      case Expression.Call call
          when call.function().name().endsWith("rate") && metrics(call).contains("cost") ->
          problems.add("a rate of dollars is one of dollars a second");
      case Expression.Binary ratio
          when ratio.operator() == BinaryOperator.DIVIDE
              && !filters(ratio.left()).equals(filters(ratio.right())) ->
          problems.add("a ratio of " + filters(ratio.left()) + " to " + filters(ratio.right()));
      default -> {}
    }
    children(expression).forEach(this::walk);
  }

  /* A comparison filters; as a value it would be its left side. */
  private void value(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      if (isComparison(binary) && !binary.bool()) {
        problems.add("a comparison without bool is used as a value");
      }
      value(binary.left());
      boolean isGuard =
          binary.operator() == BinaryOperator.DIVIDE
              && inner(binary.right()) instanceof Expression.Binary guard
              && guard.operator() == BinaryOperator.GREATER
              && guard.right() instanceof Expression.NumberLiteral zero
              && zero.value() == 0;
      if (isGuard && inner(binary.right()) instanceof Expression.Binary guard) {
        value(guard.left());
      } else {
        value(binary.right());
      }
    } else {
      children(expression).forEach(this::value);
    }
  }

  private void condition(Expression expression) {
    Expression inner = inner(expression);
    boolean isSet =
        inner instanceof Expression.Binary binary
            && binary.operator().family() == BinaryOperator.Family.SET;
    if (isSet) {
      children(inner).forEach(this::condition);
    } else if (inner instanceof Expression.Binary binary && isComparison(binary)) {
      if (binary.bool()) {
        problems.add("a condition with bool always holds");
      }
      value(binary.left());
      value(binary.right());
    } else {
      value(inner);
    }
  }

  private static boolean isComparison(Expression.Binary binary) {
    return binary.operator().family() == BinaryOperator.Family.COMPARISON;
  }

  private static Expression inner(Expression expression) {
    return expression instanceof Expression.Parentheses parentheses
        ? inner(parentheses.inner())
        : expression;
  }

  /** The conditions of all selectors, but for what tells a part from the whole. */
  private static Set<String> filters(Expression expression) {
    Set<String> filters = new TreeSet<>();
    selectors(
        expression,
        selector ->
            selector.matchers().stream()
                .filter(matcher -> !PARTS.contains(matcher.name()))
                .map(matcher -> matcher.name() + " " + matcher.type() + " " + matcher.value())
                .forEach(filters::add));
    return filters;
  }

  private static String metrics(Expression expression) {
    StringBuilder names = new StringBuilder();
    selectors(expression, selector -> names.append(selector.metricName().orElse("")).append(' '));
    return names.toString();
  }

  static void selectors(Expression expression, Consumer<Expression.VectorSelector> action) {
    if (expression instanceof Expression.VectorSelector selector) {
      action.accept(selector);
    }
    children(expression).forEach(child -> selectors(child, action));
  }

  static List<Expression> children(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral literal -> List.of();
      case Expression.StringLiteral literal -> List.of();
      case Expression.VectorSelector selector -> List.of();
      case Expression.Parentheses parentheses -> List.of(parentheses.inner());
      case Expression.Unary unary -> List.of(unary.operand());
      case Expression.Binary binary -> List.of(binary.left(), binary.right());
      case Expression.Aggregation aggregation -> List.of(aggregation.operand());
      case Expression.Call call -> call.arguments();
      case Expression.RangeSelector range -> List.of(range.selector());
      case Expression.Subquery subquery -> List.of(subquery.operand());
    };
  }
}
