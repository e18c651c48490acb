package lampas.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lampas.model.label.Matcher;
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

/**
 * Trees with other selectors: every one of them, wherever it stands.
 *
 * <p>The second argument of {@code info} is a selector in the tree like any other, though it names
 * data labels; and {@code info} with one argument reads series that no selector names. Who forces
 * matchers has to treat that function by itself.
 */
public final class SelectorRewrite {
  private SelectorRewrite() {}

  /** The tree in which every selector has these matchers besides its own. */
  public static Expression withMatchers(Expression expression, List<Matcher> forced) {
    return of(
        expression,
        selector -> {
          List<Matcher> matchers = new ArrayList<>(selector.matchers());
          matchers.addAll(forced);
          return new VectorSelector(
              selector.metricName(),
              matchers,
              selector.shift(),
              selector.extrapolation(),
              selector.span());
        });
  }

  /** The tree with each selector replaced. */
  public static Expression of(Expression expression, UnaryOperator<VectorSelector> change) {
    return switch (expression) {
      case NumberLiteral literal -> literal;
      case StringLiteral literal -> literal;
      case Parentheses(var inner, var span) -> new Parentheses(of(inner, change), span);
      case Unary(var negative, var operand, var span) ->
          new Unary(negative, of(operand, change), span);
      case Binary binary ->
          new Binary(
              binary.operator(),
              of(binary.left(), change),
              of(binary.right(), change),
              binary.bool(),
              binary.matching(),
              binary.span());
      case Aggregation aggregation ->
          new Aggregation(
              aggregation.aggregator(),
              aggregation.parameter().map(parameter -> of(parameter, change)),
              of(aggregation.operand(), change),
              aggregation.grouping(),
              aggregation.without(),
              aggregation.span());
      case Call(var function, var arguments, var span) ->
          new Call(
              function, arguments.stream().map(argument -> of(argument, change)).toList(), span);
      case VectorSelector selector -> change.apply(selector);
      case RangeSelector(var selector, var range, var span) ->
          new RangeSelector(change.apply(selector), range, span);
      case Subquery subquery ->
          new Subquery(
              of(subquery.operand(), change),
              subquery.range(),
              subquery.step(),
              subquery.shift(),
              subquery.span());
    };
  }
}
