package lampas.promql.function;

import java.util.function.DoubleBinaryOperator;
import lampas.promql.Dialect;
import lampas.promql.column.Column;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.BinaryOperator.Family;

/** Arithmetic and comparison of two numbers. */
public final class Operators {
  private Operators() {}

  /** Between scalars: a comparison gives 0 or 1. */
  public static DoubleBinaryOperator ofScalars(BinaryOperator operator) {
    return operator.family() == Family.COMPARISON ? truth(operator) : arithmetic(operator);
  }

  /** Between elements: a comparison gives the left one or nothing, with {@code bool} 0 or 1. */
  public static DoubleBinaryOperator ofElements(BinaryOperator operator, boolean bool) {
    if (operator.family() != Family.COMPARISON) {
      return arithmetic(operator);
    }
    DoubleBinaryOperator truth = truth(operator);
    return bool ? truth : (l, r) -> truth.applyAsDouble(l, r) != 0 ? l : Column.ABSENT;
  }

  /** As {@link #ofElements}, but a comparison gives the right one or nothing. */
  public static DoubleBinaryOperator keepingRight(BinaryOperator operator, boolean bool) {
    if (operator.family() != Family.COMPARISON || bool) {
      return ofElements(operator, bool);
    }
    DoubleBinaryOperator truth = truth(operator);
    return (l, r) -> truth.applyAsDouble(l, r) != 0 ? r : Column.ABSENT;
  }

  /** Whether the result is another quantity, so that the metric name goes. */
  public static boolean changesQuantity(BinaryOperator operator, Dialect dialect) {
    boolean kept = operator == BinaryOperator.ATAN2 && dialect == Dialect.PROMETHEUS_2;
    return operator.family() == Family.ARITHMETIC && !kept;
  }

  private static DoubleBinaryOperator arithmetic(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> (l, r) -> l + r;
      case SUBTRACT -> (l, r) -> l - r;
      case MULTIPLY -> (l, r) -> l * r;
      case DIVIDE -> (l, r) -> l / r;
      case MODULO -> (l, r) -> l % r;
      case POWER -> NumberFunctions::power;
      case ATAN2 -> Math::atan2;
      /* Trimming is for native histograms; between floats it has no value. */
      case TRIM_UPPER, TRIM_LOWER -> (l, r) -> Column.ABSENT;
      case OR, AND, UNLESS, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          throw new IllegalArgumentException(operator + " (expected: an arithmetic operator)");
    };
  }

  private static DoubleBinaryOperator truth(BinaryOperator operator) {
    return switch (operator) {
      case EQUAL -> (l, r) -> l == r ? 1 : 0;
      case NOT_EQUAL -> (l, r) -> l != r ? 1 : 0;
      case LESS -> (l, r) -> l < r ? 1 : 0;
      case LESS_OR_EQUAL -> (l, r) -> l <= r ? 1 : 0;
      case GREATER -> (l, r) -> l > r ? 1 : 0;
      case GREATER_OR_EQUAL -> (l, r) -> l >= r ? 1 : 0;
      case OR,
          AND,
          UNLESS,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO,
          ATAN2,
          POWER,
          TRIM_UPPER,
          TRIM_LOWER ->
          throw new IllegalArgumentException(operator + " (expected: a comparison)");
    };
  }
}
