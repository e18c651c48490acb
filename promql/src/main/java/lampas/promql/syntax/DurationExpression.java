package lampas.promql.syntax;

/**
 * A duration in brackets or after {@code offset}: a constant, or (experimental) arithmetic.
 *
 * <p>Values are seconds while arithmetic goes on, as upstream computes them, and milliseconds at
 * the end.
 */
public sealed interface DurationExpression {
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
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    MODULO("%"),
    POWER("^"),
    MIN("min"),
    MAX("max");

    private final String symbol;

    Operation(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }
}
