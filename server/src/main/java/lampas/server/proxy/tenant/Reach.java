package lampas.server.proxy.tenant;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Trees;

/**
 * How far back an expression reads: its windows, offsets, subqueries and fixed times together.
 *
 * <p>The time that an instant selector looks back by itself is not counted.
 */
public final class Reach {
  /* Beyond it, sums of several would not fit; it is 285,000 years. */
  private static final double FARTHEST_MILLIS = 1L << 53;

  private final long startMillis;
  private final long endMillis;
  private final long stepMillis;

  private Reach(long startMillis, long endMillis, long stepMillis) {
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.stepMillis = stepMillis;
  }

  /**
   * The earliest moment that the expression reads in a query of these times; empty if it reads
   * nothing.
   *
   * @param stepMillis 0 for a query at one time
   */
  public static OptionalLong earliest(
      Expression expression, long startMillis, long endMillis, long stepMillis) {
    return new Reach(startMillis, endMillis, stepMillis).of(expression, startMillis);
  }

  private OptionalLong of(Expression expression, long from) {
    return switch (expression) {
      case VectorSelector selector -> OptionalLong.of(shifted(selector.shift(), from));
      case RangeSelector(var selector, var range, var span) ->
          OptionalLong.of(minus(shifted(selector.shift(), from), millis(range)));
      case Subquery subquery ->
          of(subquery.operand(), minus(shifted(subquery.shift(), from), millis(subquery.range())));
      default -> {
        LongStream all =
            Trees.children(expression).stream().flatMapToLong(part -> of(part, from).stream());
        yield all.min();
      }
    };
  }

  private long shifted(TimeShift shift, long from) {
    Optional<AtModifier> at = shift.at();
    long begun =
        at.isEmpty()
            ? from
            : switch (at.get()) {
              case AtModifier.Timestamp(long millis) -> millis;
              case AtModifier.Start() -> startMillis;
              case AtModifier.End() -> endMillis;
            };
    return minus(begun, shift.offset().map(this::millis).orElse(0L));
  }

  private static long minus(long moment, long millis) {
    double exact = (double) moment - millis;
    return Math.abs(exact) < 2 * FARTHEST_MILLIS
        ? moment - millis
        : (exact < 0 ? Long.MIN_VALUE / 4 : Long.MAX_VALUE / 4);
  }

  private long millis(DurationExpression duration) {
    if (duration instanceof DurationExpression.Constant(long millis, var span)) {
      return millis;
    }
    double millis = seconds(duration) * 1000;
    return Double.isNaN(millis)
        ? (long) FARTHEST_MILLIS
        : (long) Math.max(-FARTHEST_MILLIS, Math.min(FARTHEST_MILLIS, millis));
  }

  private double seconds(DurationExpression duration) {
    return switch (duration) {
      case DurationExpression.Constant(long millis, var span) -> millis / 1000.0;
      case DurationExpression.NumberOperand(double value, var span) -> value;
      case DurationExpression.Step(var span) -> stepMillis / 1000.0;
      case DurationExpression.Range(var span) -> (endMillis - startMillis) / 1000.0;
      case DurationExpression.Signed(boolean negative, var operand, var span) ->
          negative ? -seconds(operand) : seconds(operand);
      case DurationExpression.Parenthesised(var inner, var span) -> seconds(inner);
      case Arithmetic(var operation, var left, var right, var span) ->
          computed(operation, seconds(left), seconds(right));
    };
  }

  private static double computed(
      DurationExpression.Operation operation, double left, double right) {
    return switch (operation) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> Math.pow(left, right);
      case MIN -> Math.min(left, right);
      case MAX -> Math.max(left, right);
    };
  }
}
