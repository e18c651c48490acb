package lampas.promql.syntax;

/**
 * A duration in brackets or after {@code offset}: a constant, or (experimental) arithmetic.
 *
 * <p>Values are seconds while arithmetic goes on, as upstream computes them, and milliseconds at
 * the end.
 */
public sealed interface DurationExpression {
  /** Where the duration stands in its text. */
  Span span();

  /** A duration that was written out. */
  record Constant(long millis, Span span) implements DurationExpression {}

  /** A number in arithmetic, in seconds unless it multiplies or divides. */
  record NumberOperand(double value, Span span) implements DurationExpression {}

  /** The step of the query: {@code step()}. */
  record Step(Span span) implements DurationExpression {}

  /** The range of the query, end minus start: {@code range()}. */
  record Range(Span span) implements DurationExpression {}

  /** A sign in front. */
  record Signed(boolean negative, DurationExpression operand, Span span)
      implements DurationExpression {}

  /** Parentheses around. */
  record Parenthesised(DurationExpression inner, Span span) implements DurationExpression {}

  /** Two operands. */
  record Arithmetic(
      Operation operation, DurationExpression left, DurationExpression right, Span span)
      implements DurationExpression {}

  /** What {@link Arithmetic} does; MIN and MAX are written as functions. */
  enum Operation {
    ADD("+", 4),
    SUBTRACT("-", 4),
    MULTIPLY("*", 5),
    DIVIDE("/", 5),
    MODULO("%", 5),
    POWER("^", 6),
    MIN("min_of", 7),
    MAX("max_of", 7);

    private final String symbol;
    private final int precedence;

    Operation(String symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }

    /** How tightly it binds, on the scale of {@link BinaryOperator#precedence}. */
    int precedence() {
      return precedence;
    }

    boolean isFunction() {
      return this == MIN || this == MAX;
    }

    /** How PromQL writes it. */
    public String symbol() {
      return symbol;
    }
  }
}
