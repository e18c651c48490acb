package lampas.promql.syntax;

/** The binary operators, with their precedence: a higher one binds tighter. */
public enum BinaryOperator {
  OR(
      "or",
      1,
      Family.SET,
      "All of the left side, and what of the right side has no match on the left."),
  AND("and", 2, Family.SET, "What of the left side has a match on the right."),
  UNLESS("unless", 2, Family.SET, "What of the left side has no match on the right."),
  EQUAL("==", 3, Family.COMPARISON, "Keeps the left side where both sides are equal."),
  NOT_EQUAL("!=", 3, Family.COMPARISON, "Keeps the left side where the sides differ."),
  LESS("<", 3, Family.COMPARISON, "Keeps the left side where it is less."),
  LESS_OR_EQUAL("<=", 3, Family.COMPARISON, "Keeps the left side where it is less or equal."),
  GREATER(">", 3, Family.COMPARISON, "Keeps the left side where it is greater."),
  GREATER_OR_EQUAL(">=", 3, Family.COMPARISON, "Keeps the left side where it is greater or equal."),
  ADD("+", 4, Family.ARITHMETIC, "Sum."),
  SUBTRACT("-", 4, Family.ARITHMETIC, "Difference."),
  MULTIPLY("*", 5, Family.ARITHMETIC, "Product."),
  DIVIDE("/", 5, Family.ARITHMETIC, "Quotient."),
  MODULO("%", 5, Family.ARITHMETIC, "Remainder of a division, with the sign of the left side."),
  ATAN2(
      "atan2", 5, Family.ARITHMETIC, "Angle of the point (right, left) to the x axis, in radians."),
  POWER(
      "^", 6, Family.ARITHMETIC, "The left side to the power of the right; groups from the right."),
  TRIM_UPPER("</", 3, Family.TRIM, "Keeps the observations of native histograms up to a bound."),
  TRIM_LOWER(">/", 3, Family.TRIM, "Keeps the observations of native histograms from a bound on.");

  /** What an operator does. */
  public enum Family {
    ARITHMETIC,
    COMPARISON,
    SET,
    TRIM
  }

  private final String symbol;
  private final int precedence;
  private final Family family;
  private final String summary;

  BinaryOperator(String symbol, int precedence, Family family, String summary) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.family = family;
    this.summary = summary;
  }

  /** How PromQL writes it. */
  public String symbol() {
    return symbol;
  }

  /** How tightly it binds, from 1 for {@code or} to 6 for {@code ^}. */
  public int precedence() {
    return precedence;
  }

  /** Whether {@code a ^ b ^ c} means {@code a ^ (b ^ c)}. */
  public boolean isRightAssociative() {
    return this == POWER;
  }

  /** What kind of operator it is. */
  public Family family() {
    return family;
  }

  /** What it does, one line. */
  public String summary() {
    return summary;
  }
}
