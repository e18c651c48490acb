package lampas.promql.syntax;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lampas.model.label.Matcher;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Parenthesised;
import lampas.promql.syntax.DurationExpression.Range;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;

/** The parts of trees, and trees without the places of their text, to compare what they mean. */
public final class Trees {
  private static final Comparator<Matcher> MATCHER_ORDER =
      Comparator.comparing(Matcher::name)
          .thenComparing(Matcher::type)
          .thenComparing(Matcher::value);

  private Trees() {}

  /** Whether two trees differ at most in their spans and in the order of matchers. */
  public static boolean sameShape(Expression one, Expression other) {
    return shape(one).equals(shape(other));
  }

  /** The direct parts of an expression, in the order of its text; a parameter comes first. */
  public static List<Expression> children(Expression expression) {
    return switch (expression) {
      case NumberLiteral literal -> List.of();
      case StringLiteral literal -> List.of();
      case VectorSelector selector -> List.of();
      case RangeSelector range -> List.of(range.selector());
      case Parentheses parentheses -> List.of(parentheses.inner());
      case Unary unary -> List.of(unary.operand());
      case Binary binary -> List.of(binary.left(), binary.right());
      case Aggregation aggregation ->
          Stream.concat(aggregation.parameter().stream(), Stream.of(aggregation.operand()))
              .toList();
      case Call call -> call.arguments();
      case Subquery subquery -> List.of(subquery.operand());
    };
  }

  /** An expression and all its parts, each before its own parts. */
  public static Stream<Expression> all(Expression expression) {
    return Stream.concat(Stream.of(expression), children(expression).stream().flatMap(Trees::all));
  }

  /** The tree with all spans {@link Span#NONE} and all matchers sorted. */
  public static Expression shape(Expression expression) {
    return switch (expression) {
      case NumberLiteral literal ->
          new NumberLiteral(literal.value(), literal.duration(), Span.NONE);
      case StringLiteral literal -> new StringLiteral(literal.value(), Span.NONE);
      case Parentheses parentheses -> new Parentheses(shape(parentheses.inner()), Span.NONE);
      case Unary unary -> new Unary(unary.negative(), shape(unary.operand()), Span.NONE);
      case Binary binary ->
          new Binary(
              binary.operator(),
              shape(binary.left()),
              shape(binary.right()),
              binary.bool(),
              binary.matching(),
              Span.NONE);
      case Aggregation aggregation ->
          new Aggregation(
              aggregation.aggregator(),
              aggregation.parameter().map(Trees::shape),
              shape(aggregation.operand()),
              aggregation.grouping(),
              aggregation.without(),
              Span.NONE);
      case Call call ->
          new Call(
              call.function(), call.arguments().stream().map(Trees::shape).toList(), Span.NONE);
      case VectorSelector selector -> selector(selector);
      case RangeSelector range ->
          new RangeSelector(selector(range.selector()), shape(range.range()), Span.NONE);
      case Subquery subquery ->
          new Subquery(
              shape(subquery.operand()),
              shape(subquery.range()),
              subquery.step().map(Trees::shape),
              shape(subquery.shift()),
              Span.NONE);
    };
  }

  private static VectorSelector selector(VectorSelector selector) {
    List<Matcher> matchers = selector.matchers().stream().sorted(MATCHER_ORDER).toList();
    return new VectorSelector(
        selector.metricName(),
        matchers,
        shape(selector.shift()),
        selector.extrapolation(),
        Span.NONE);
  }

  private static TimeShift shape(TimeShift shift) {
    Optional<DurationExpression> offset = shift.offset().map(Trees::shape);
    return new TimeShift(offset, shift.at());
  }

  private static DurationExpression shape(DurationExpression duration) {
    return switch (duration) {
      case Constant(long millis, Span ignored) -> new Constant(millis, Span.NONE);
      case NumberOperand(double value, Span ignored) -> new NumberOperand(value, Span.NONE);
      case Step ignored -> new Step(Span.NONE);
      case Range ignored -> new Range(Span.NONE);
      case Signed signed -> new Signed(signed.negative(), shape(signed.operand()), Span.NONE);
      case Parenthesised parenthesised ->
          new Parenthesised(shape(parenthesised.inner()), Span.NONE);
      case Arithmetic arithmetic ->
          new Arithmetic(
              arithmetic.operation(),
              shape(arithmetic.left()),
              shape(arithmetic.right()),
              Span.NONE);
    };
  }
}
