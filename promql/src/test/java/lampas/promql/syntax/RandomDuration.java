package lampas.promql.syntax;

import java.util.List;
import java.util.Random;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Operation;
import lampas.promql.syntax.DurationExpression.Parenthesised;
import lampas.promql.syntax.DurationExpression.Range;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;

/** Makes durations of every kind, with parentheses where a text would need them. */
final class RandomDuration {
  private static final long YEAR = 31_536_000_000L;

  private final Random random;

  RandomDuration(Random random) {
    this.random = random;
  }

  /** A duration for brackets. */
  DurationExpression positive(int depth) {
    return random.nextBoolean() ? constant(1) : any(depth);
  }

  /** A duration for an offset, which holds operators only in parentheses. */
  DurationExpression offset(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> constant(-YEAR);
      case 1 -> {
        DurationExpression inner = operand(depth);
        yield inner instanceof Parenthesised ? inner : new Parenthesised(inner, Span.NONE);
      }
      default -> new Signed(true, atom(), Span.NONE);
    };
  }

  private DurationExpression constant(long least) {
    long millis = random.nextLong(least, YEAR);
    return new Constant(millis == 0 ? 1 : millis, Span.NONE);
  }

  private DurationExpression atom() {
    return random.nextBoolean() ? new Step(Span.NONE) : new Range(Span.NONE);
  }

  /* A number that stands alone is a constant. */
  private DurationExpression any(int depth) {
    return depth <= 0 ? atom() : arithmetic(depth);
  }

  private DurationExpression operand(int depth) {
    if (depth <= 0) {
      return switch (random.nextInt(3)) {
        case 0 -> constant(1);
        case 1 -> new NumberOperand(1 + random.nextInt(100) / 4.0, Span.NONE);
        default -> atom();
      };
    }
    return switch (random.nextInt(3)) {
      case 0 -> new Parenthesised(arithmetic(depth), Span.NONE);
      case 1 -> new Signed(true, atom(), Span.NONE);
      default -> operand(0);
    };
  }

  private DurationExpression arithmetic(int depth) {
    List<Operation> operations = List.of(Operation.values());
    Operation operation = operations.get(random.nextInt(operations.size()));
    DurationExpression left = operand(depth - 1);
    boolean enclosed = left instanceof Signed;
    return new Arithmetic(
        operation,
        enclosed ? new Parenthesised(left, Span.NONE) : left,
        operand(depth - 1),
        Span.NONE);
  }
}
