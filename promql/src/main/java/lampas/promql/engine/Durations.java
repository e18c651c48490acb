package lampas.promql.engine;

import lampas.promql.function.NumberFunctions;
import lampas.promql.syntax.DurationExpression;

/**
 * Durations of an expression as milliseconds.
 *
 * <p>Source: promql/durations.go of Prometheus.
 */
final class Durations {
  private static final double MAXIMUM_SECONDS = Long.MAX_VALUE / 1e9;

  private Durations() {}

  /** A length of time, which must be positive. */
  static long positive(DurationExpression expression, QuerySpan query) {
    long millis = signed(expression, query);
    if (millis <= 0) {
      throw EvaluationException.execution("duration must be greater than 0");
    }
    return millis;
  }

  /** A distance in time. */
  static long signed(DurationExpression expression, QuerySpan query) {
    if (expression instanceof DurationExpression.Constant constant) {
      return constant.millis();
    }
    double seconds = seconds(expression, query);
    if (!Double.isFinite(seconds)) {
      throw EvaluationException.execution("duration is NaN or infinite");
    }
    if (Math.abs(seconds) > MAXIMUM_SECONDS) {
      throw EvaluationException.execution("duration is out of range");
    }
    return (long) (seconds * 1000);
  }

  private static double seconds(DurationExpression expression, QuerySpan query) {
    return switch (expression) {
      case DurationExpression.Constant constant -> constant.millis() / 1000.0;
      case DurationExpression.NumberOperand number -> number.value();
      case DurationExpression.Step step -> query.stepSeconds();
      case DurationExpression.Range range -> query.rangeSeconds();
      case DurationExpression.Signed signed ->
          signed.negative() ? -seconds(signed.operand(), query) : seconds(signed.operand(), query);
      case DurationExpression.Parenthesised parentheses -> seconds(parentheses.inner(), query);
      case DurationExpression.Arithmetic arithmetic -> arithmetic(arithmetic, query);
    };
  }

  private static double arithmetic(DurationExpression.Arithmetic arithmetic, QuerySpan query) {
    double left = seconds(arithmetic.left(), query);
    double right = seconds(arithmetic.right(), query);
    return switch (arithmetic.operation()) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / nonZero(right, "division by zero");
      case MODULO -> left % nonZero(right, "modulo by zero");
      case POWER -> NumberFunctions.power(left, right);
      case MIN -> NumberFunctions.minimum(left, right);
      case MAX -> NumberFunctions.maximum(left, right);
    };
  }

  private static double nonZero(double divisor, String message) {
    if (divisor == 0) {
      throw EvaluationException.execution(message);
    }
    return divisor;
  }
}
