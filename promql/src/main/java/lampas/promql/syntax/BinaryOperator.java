package lampas.promql.syntax;

/** The binary operators, with their precedence: a higher one binds tighter. */
public enum BinaryOperator {
  OR("or", 1, Family.SET),
  AND("and", 2, Family.SET),
  UNLESS("unless", 2, Family.SET),
  EQUAL("==", 3, Family.COMPARISON),
  NOT_EQUAL("!=", 3, Family.COMPARISON),
  LESS("<", 3, Family.COMPARISON),
  LESS_OR_EQUAL("<=", 3, Family.COMPARISON),
  GREATER(">", 3, Family.COMPARISON),
  GREATER_OR_EQUAL(">=", 3, Family.COMPARISON),
  ADD("+", 4, Family.ARITHMETIC),
  SUBTRACT("-", 4, Family.ARITHMETIC),
  MULTIPLY("*", 5, Family.ARITHMETIC),
  DIVIDE("/", 5, Family.ARITHMETIC),
  MODULO("%", 5, Family.ARITHMETIC),
  ATAN2("atan2", 5, Family.ARITHMETIC),
  POWER("^", 6, Family.ARITHMETIC),
  /** Keeps the buckets of a native histogram up to a bound. */
  TRIM_UPPER("</", 3, Family.TRIM),
  /** Keeps the buckets of a native histogram from a bound on. */
  TRIM_LOWER(">/", 3, Family.TRIM);

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

  BinaryOperator(String symbol, int precedence, Family family) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.family = family;
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

  /** What it does. */
  public Family family() {
    return family;
  }
}
