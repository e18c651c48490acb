package lampas.promql.build;

import lampas.promql.syntax.BinaryOperator;

/** How two values are compared. */
public enum Comparison {
  EQUAL(BinaryOperator.EQUAL),
  NOT_EQUAL(BinaryOperator.NOT_EQUAL),
  LESS(BinaryOperator.LESS),
  LESS_OR_EQUAL(BinaryOperator.LESS_OR_EQUAL),
  GREATER(BinaryOperator.GREATER),
  GREATER_OR_EQUAL(BinaryOperator.GREATER_OR_EQUAL);

  /** What a comparison gives. */
  enum Answer {
    /** The series for which it holds. */
    KEPT,
    /** 1 or 0: {@code bool}. */
    ZERO_OR_ONE
  }

  private final BinaryOperator operator;

  Comparison(BinaryOperator operator) {
    this.operator = operator;
  }

  BinaryOperator operator() {
    return operator;
  }
}
