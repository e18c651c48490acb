package lampas.promql.syntax;

import java.time.Duration;
import lampas.model.time.PrometheusDuration;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Operation;
import lampas.promql.syntax.DurationExpression.Parenthesised;
import lampas.promql.syntax.DurationExpression.Range;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;

/** Appends durations to a text; like {@link Printer}, with the parentheses they need. */
final class DurationWriter {
  private final StringBuilder out;

  DurationWriter(StringBuilder out) {
    this.out = out;
  }

  void write(DurationExpression duration) {
    switch (duration) {
      case Constant(long millis, Span ignored) ->
          out.append(PrometheusDuration.format(Duration.ofMillis(millis)));
      case NumberOperand(double value, Span ignored) -> out.append(NumberText.format(value));
      case Step ignored -> out.append("step()");
      case Range ignored -> out.append("range()");
      case Signed signed -> {
        out.append(signed.negative() ? "-" : "");
        operand(signed.operand(), isBelow(signed.operand(), Operation.POWER.precedence()));
      }
      case Parenthesised parenthesised -> {
        out.append('(');
        write(parenthesised.inner());
        out.append(')');
      }
      case Arithmetic arithmetic -> arithmetic(arithmetic);
    }
  }

  /** Writes the modifier, whose arithmetic needs parentheses. */
  void writeOffset(DurationExpression duration) {
    out.append(" offset ");
    operand(duration, isOperator(duration) && !goesOn(duration));
  }

  /** Whether the operator may also stand in a duration. */
  static boolean isOperator(BinaryOperator operator) {
    return switch (operator) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> true;
      default -> false;
    };
  }

  /**
   * Whether the parser takes an operator after this offset for a part of it. It does so only if the
   * offset begins with parentheses or two signs.
   */
  static boolean goesOn(DurationExpression duration) {
    DurationExpression first = duration;
    while (first instanceof Arithmetic arithmetic && isOperator(arithmetic)) {
      first = arithmetic.left();
    }
    return first instanceof Parenthesised
        || (first instanceof Signed signed && signed.operand() instanceof Signed);
  }

  private static boolean isOperator(DurationExpression duration) {
    return duration instanceof Arithmetic arithmetic && !arithmetic.operation().isFunction();
  }

  /** Writes seconds as a duration. */
  void seconds(double seconds) {
    out.append(NumberText.isSigned(seconds) ? "-" : "");
    long millis = Math.round(Math.abs(seconds) * 1000);
    out.append(PrometheusDuration.format(Duration.ofMillis(millis)));
  }

  private void arithmetic(Arithmetic arithmetic) {
    Operation operation = arithmetic.operation();
    if (operation.isFunction()) {
      out.append(operation.symbol()).append('(');
      write(arithmetic.left());
      out.append(", ");
      write(arithmetic.right());
      out.append(')');
      return;
    }
    int precedence = operation.precedence();
    boolean power = operation == Operation.POWER;
    operand(
        arithmetic.left(),
        isBelow(arithmetic.left(), precedence + (power ? 1 : 0))
            || (power && isSigned(arithmetic.left())));
    out.append(' ').append(operation.symbol()).append(' ');
    operand(arithmetic.right(), isBelow(arithmetic.right(), precedence + (power ? 0 : 1)));
  }

  private void operand(DurationExpression operand, boolean parenthesised) {
    out.append(parenthesised ? "(" : "");
    write(operand);
    out.append(parenthesised ? ")" : "");
  }

  private static boolean isBelow(DurationExpression duration, int precedence) {
    return duration instanceof Arithmetic arithmetic
        && arithmetic.operation().precedence() < precedence;
  }

  private static boolean isSigned(DurationExpression duration) {
    return switch (duration) {
      case Constant constant -> constant.millis() < 0;
      case NumberOperand number -> NumberText.isSigned(number.value());
      case Signed signed -> true;
      default -> false;
    };
  }
}
