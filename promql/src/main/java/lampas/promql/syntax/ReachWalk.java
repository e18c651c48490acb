package lampas.promql.syntax;

import java.util.Optional;
import java.util.OptionalDouble;
import lampas.model.series.TimeRange;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;

/** Goes over a tree with the moments at which its parts are evaluated, and collects their reach. */
final class ReachWalk {
  private static final double MAXIMUM_MILLIS = 0x1p61;

  private final TimeRange query;
  private final Optional<Long> step;
  private final double lookback;

  ReachWalk(TimeRange query, Optional<Long> step, long lookback) {
    this.query = query;
    this.step = step;
    this.lookback = (double) lookback;
  }

  Optional<TimeRange> of(Expression expression) {
    return of(expression, query, 0);
  }

  /*
   * info() looks for info series when the first selector of its argument looks, and back as far as
   * an instant selector does, also where that selector's own window is shorter.
   */
  private Optional<TimeRange> of(Expression expression, TimeRange moments, double leastWindow) {
    return switch (expression) {
      case NumberLiteral number -> Optional.empty();
      case StringLiteral text -> Optional.empty();
      case Parentheses parentheses -> of(parentheses.inner(), moments, leastWindow);
      case Unary unary -> of(unary.operand(), moments, leastWindow);
      case Binary binary ->
          both(of(binary.left(), moments, leastWindow), of(binary.right(), moments, leastWindow));
      case Aggregation aggregation ->
          both(
              aggregation.parameter().flatMap(parameter -> of(parameter, moments, leastWindow)),
              of(aggregation.operand(), moments, leastWindow));
      case Call call -> call(call, moments, leastWindow);
      case VectorSelector selector ->
          Optional.of(selector(selector, moments, OptionalDouble.of(lookback)));
      case RangeSelector range -> {
        OptionalDouble length = millis(range.range());
        yield Optional.of(
            selector(
                range.selector(),
                moments,
                length.isPresent()
                    ? OptionalDouble.of(Math.max(length.getAsDouble(), leastWindow))
                    : length));
      }
      case Subquery subquery ->
          of(
              subquery.operand(),
              widened(shifted(moments, subquery.shift()), millis(subquery.range()), 0),
              leastWindow);
    };
  }

  private Optional<TimeRange> call(Call call, TimeRange moments, double leastWindow) {
    boolean info = call.function().name().equals("info");
    Optional<TimeRange> all =
        info ? Optional.of(widened(moments, OptionalDouble.of(lookback), 0)) : Optional.empty();
    for (Expression argument : call.arguments()) {
      all = both(all, of(argument, moments, info ? Math.max(lookback, leastWindow) : leastWindow));
    }
    return all;
  }

  private TimeRange selector(VectorSelector selector, TimeRange moments, OptionalDouble window) {
    double around = selector.extrapolation() == Extrapolation.NONE ? 0 : lookback;
    double ahead = selector.extrapolation() == Extrapolation.SMOOTHED ? lookback : 0;
    OptionalDouble back =
        window.isPresent() ? OptionalDouble.of(window.getAsDouble() + around) : window;
    return widened(shifted(moments, selector.shift()), back, ahead);
  }

  private TimeRange shifted(TimeRange moments, TimeShift shift) {
    TimeRange fixed = shift.at().map(this::at).orElse(moments);
    if (shift.offset().isEmpty()) {
      return fixed;
    }
    OptionalDouble offset = millis(shift.offset().get());
    if (offset.isEmpty()) {
      return TimeRange.all();
    }
    return new TimeRange(
        plus(fixed.startMillis(), -offset.getAsDouble()),
        plus(fixed.endMillis(), -offset.getAsDouble()));
  }

  private TimeRange at(AtModifier modifier) {
    long time =
        switch (modifier) {
          case AtModifier.Timestamp timestamp -> timestamp.millis();
          case AtModifier.Start start -> query.startMillis();
          case AtModifier.End end -> query.endMillis();
        };
    return new TimeRange(time, time);
  }

  private static TimeRange widened(TimeRange moments, OptionalDouble back, double ahead) {
    if (back.isEmpty()) {
      return TimeRange.all();
    }
    return new TimeRange(
        plus(moments.startMillis(), -Math.max(0, back.getAsDouble())),
        plus(moments.endMillis(), ahead));
  }

  private static Optional<TimeRange> both(Optional<TimeRange> one, Optional<TimeRange> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return Optional.of(
        new TimeRange(
            Math.min(one.get().startMillis(), other.get().startMillis()),
            Math.max(one.get().endMillis(), other.get().endMillis())));
  }

  /* Away from zero to a whole millisecond; beyond the ends of time it stays at them. */
  private static long plus(long time, double millis) {
    long distance = (long) (millis < 0 ? Math.floor(millis) : Math.ceil(millis));
    long sum = time + distance;
    boolean overflow = ((time ^ sum) & (distance ^ sum)) < 0;
    return overflow ? (distance < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  /* Empty if it is not known, or no length of time at all, so that the engine will refuse it. */
  private OptionalDouble millis(DurationExpression duration) {
    double millis =
        duration instanceof DurationExpression.Constant constant
            ? (double) constant.millis()
            : seconds(duration) * 1000;
    return Double.isFinite(millis) && Math.abs(millis) < MAXIMUM_MILLIS
        ? OptionalDouble.of(millis)
        : OptionalDouble.empty();
  }

  private double seconds(DurationExpression duration) {
    return switch (duration) {
      case DurationExpression.Constant constant -> constant.millis() / 1000.0;
      case DurationExpression.NumberOperand number -> number.value();
      case DurationExpression.Step given -> step.map(millis -> millis / 1000.0).orElse(Double.NaN);
      case DurationExpression.Range given -> (query.endMillis() - query.startMillis()) / 1000.0;
      case DurationExpression.Signed signed ->
          signed.negative() ? -seconds(signed.operand()) : seconds(signed.operand());
      case DurationExpression.Parenthesised parentheses -> seconds(parentheses.inner());
      case DurationExpression.Arithmetic arithmetic -> arithmetic(arithmetic);
    };
  }

  private double arithmetic(DurationExpression.Arithmetic arithmetic) {
    double left = seconds(arithmetic.left());
    double right = seconds(arithmetic.right());
    return switch (arithmetic.operation()) {
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
