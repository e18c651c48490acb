package lampas.promql.syntax;

import java.util.Optional;
import lampas.model.time.PrometheusDuration;
import lampas.promql.Dialect;
import lampas.promql.syntax.DurationExpression.Arithmetic;
import lampas.promql.syntax.DurationExpression.Constant;
import lampas.promql.syntax.DurationExpression.NumberOperand;
import lampas.promql.syntax.DurationExpression.Operation;
import lampas.promql.syntax.DurationExpression.Parenthesised;
import lampas.promql.syntax.DurationExpression.Range;
import lampas.promql.syntax.DurationExpression.Signed;
import lampas.promql.syntax.DurationExpression.Step;

/** Reads what stands in brackets and after {@code offset}. */
final class DurationParser {
  private static final String FORMS = "number, duration, step(), or range()";

  /* Numbers of nanoseconds have to fit 63 bits, as Go's durations have. */
  private static final double MAXIMUM_SECONDS = 0x1p63 / 1e9;

  private static final int LOWEST = 0;

  private final Tokens tokens;

  DurationParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Where a duration stands, for messages. */
  private record Place(String context, String expected) {}

  private static final Place RANGE = new Place("subquery or range selector", FORMS);
  private static final Place STEP =
      new Place("subquery selector", "number, duration, step(), range(), or \"]\"");
  private static final Place OFFSET = new Place("offset", FORMS);

  /** The range after a bracket. */
  DurationExpression range() {
    return positive(tokens.speaks(Dialect.PROMETHEUS_2) ? plain(RANGE) : binary(RANGE, LOWEST));
  }

  /** The step after a colon. */
  DurationExpression step() {
    return positive(tokens.speaks(Dialect.PROMETHEUS_2) ? plain(STEP) : binary(STEP, LOWEST));
  }

  /**
   * The duration after {@code offset}; empty for zero.
   *
   * <p>Without parentheses it ends before a binary operator: {@code x offset 5m + 3} adds to x.
   */
  Optional<DurationExpression> offset() {
    if (tokens.speaks(Dialect.PROMETHEUS_2)) {
      return Optional.of(plainOffset());
    }
    DurationExpression duration = constant(offsetOperand());
    boolean zero = duration instanceof Constant constant && constant.millis() == 0;
    return zero ? Optional.empty() : Optional.of(duration);
  }

  /* Prometheus 2 knows durations only, and a minus before them after the word offset. */

  private DurationExpression plain(Place place) {
    if (!tokens.at(TokenKind.DURATION)) {
      throw tokens.unexpected(place.context(), "duration");
    }
    return literal(tokens.take());
  }

  private DurationExpression plainOffset() {
    if (!tokens.at(TokenKind.SUBTRACT)) {
      return positive(plain(OFFSET));
    }
    Token sign = tokens.take();
    return signed(sign, positive(plain(OFFSET)));
  }

  /** The seconds of a token that is a number or a duration. */
  double seconds(Token token) {
    if (token.is(TokenKind.DURATION)) {
      return millis(token) / 1000.0;
    }
    try {
      return NumberText.parse(token.text());
    } catch (NumberFormatException malformed) {
      throw tokens.error(token.span(), "error parsing number: " + malformed.getMessage());
    }
  }

  private DurationExpression offsetOperand() {
    if (!tokens.atSign()) {
      DurationExpression operand = primary(OFFSET);
      /* After parentheses, and only then, Prometheus goes on with the duration. */
      return operand instanceof Parenthesised ? binaryAfter(operand, OFFSET, LOWEST) : operand;
    }
    Token sign = tokens.take();
    if (tokens.atSign()) {
      DurationExpression operand = signed(sign, nestedBinary(OFFSET));
      return binaryAfter(operand, OFFSET, LOWEST);
    }
    return signed(sign, primary(OFFSET));
  }

  private DurationExpression binary(Place place, int minimum) {
    return binaryAfter(unary(place), place, minimum);
  }

  private DurationExpression binaryAfter(DurationExpression first, Place place, int minimum) {
    DurationExpression left = first;
    while (true) {
      Optional<Operation> found = operation(tokens.current().kind());
      if (found.isEmpty() || found.get().precedence() < minimum) {
        return left;
      }
      Operation operation = found.get();
      int leftHeight = tokens.height();
      requireExperiment(left);
      Token sign = tokens.take();
      tokens.enter();
      boolean rightAssociative = operation == Operation.POWER;
      DurationExpression right = binary(place, operation.precedence() + (rightAssociative ? 0 : 1));
      tokens.leave();
      requireNonZero(operation, sign, right);
      tokens.nodeAbove(Math.max(leftHeight, tokens.height()));
      left = new Arithmetic(operation, left, right, tokens.spanFrom(left.span().start()));
    }
  }

  private DurationExpression unary(Place place) {
    if (!tokens.atSign()) {
      return primary(place);
    }
    return signed(tokens.take(), nestedBinary(place));
  }

  private DurationExpression nestedBinary(Place place) {
    tokens.enter();
    DurationExpression operand = binary(place, Operation.POWER.precedence());
    tokens.leave();
    return operand;
  }

  private DurationExpression signed(Token sign, DurationExpression operand) {
    boolean negative = sign.is(TokenKind.SUBTRACT);
    Span span = tokens.spanFrom(sign.start());
    return switch (operand) {
      case Constant(long millis, Span ignored) -> new Constant(negative ? -millis : millis, span);
      case NumberOperand(double value, Span ignored) ->
          new NumberOperand(negative ? -value : value, span);
      default -> {
        if (!negative) {
          yield operand;
        }
        tokens.nodeAbove(tokens.height());
        yield new Signed(true, operand, span);
      }
    };
  }

  private DurationExpression primary(Place place) {
    return switch (tokens.current().kind()) {
      case NUMBER, DURATION -> literal(tokens.take());
      case STEP, RANGE -> queryTime(place);
      case MAX_OF, MIN_OF -> extreme(place);
      case LEFT_PARENTHESIS -> parenthesised(place);
      default -> throw unexpected(place);
    };
  }

  private DurationExpression queryTime(Place place) {
    Token name = tokens.take();
    expect(TokenKind.LEFT_PARENTHESIS, place);
    expect(TokenKind.RIGHT_PARENTHESIS, place);
    tokens.leaf();
    Span span = tokens.spanFrom(name.start());
    DurationExpression made = name.is(TokenKind.STEP) ? new Step(span) : new Range(span);
    requireExperiment(made);
    return made;
  }

  private DurationExpression literal(Token token) {
    tokens.leaf();
    double seconds = seconds(token);
    if (Math.abs(seconds) > MAXIMUM_SECONDS) {
      throw tokens.error(token.span(), "duration out of range");
    }
    return token.is(TokenKind.DURATION)
        ? new Constant(millis(token), token.span())
        : new NumberOperand(seconds, token.span());
  }

  private DurationExpression extreme(Place place) {
    Token name = tokens.take();
    tokens.enter();
    expect(TokenKind.LEFT_PARENTHESIS, place);
    DurationExpression left = binary(place, LOWEST);
    int leftHeight = tokens.height();
    expect(TokenKind.COMMA, place);
    DurationExpression right = binary(place, LOWEST);
    expect(TokenKind.RIGHT_PARENTHESIS, place);
    tokens.leave();
    tokens.nodeAbove(Math.max(leftHeight, tokens.height()));
    Operation operation = name.is(TokenKind.MAX_OF) ? Operation.MAX : Operation.MIN;
    DurationExpression made = new Arithmetic(operation, left, right, tokens.spanFrom(name.start()));
    requireExperiment(made);
    return made;
  }

  private DurationExpression parenthesised(Place place) {
    Token open = tokens.take();
    tokens.enter();
    DurationExpression inner = binary(place, LOWEST);
    tokens.leave();
    expect(TokenKind.RIGHT_PARENTHESIS, place);
    requireExperiment(inner);
    if (inner instanceof Parenthesised) {
      return inner;
    }
    tokens.nodeAbove(tokens.height());
    return new Parenthesised(inner, tokens.spanFrom(open.start()));
  }

  private DurationExpression positive(DurationExpression read) {
    DurationExpression duration = constant(read);
    if (duration instanceof Constant(long millis, Span span) && millis <= 0) {
      throw tokens.error(span, "duration must be greater than 0");
    }
    return duration;
  }

  /* A number that stands alone is a duration like any other: x[300] is x[5m]. */
  private DurationExpression constant(DurationExpression duration) {
    if (duration instanceof NumberOperand(double seconds, Span span)) {
      if (Double.isNaN(seconds)) {
        throw tokens.error(span, "duration out of range");
      }
      return new Constant((long) (Math.rint(seconds * 1e9) / 1e6), span);
    }
    return duration;
  }

  private void requireExperiment(DurationExpression duration) {
    if (!tokens.allows(Experiment.DURATION_EXPRESSIONS)) {
      throw tokens.error(duration.span(), "experimental duration expression is not enabled");
    }
  }

  private void requireNonZero(Operation operation, Token sign, DurationExpression right) {
    boolean zero =
        switch (right) {
          case Constant constant -> constant.millis() == 0;
          case NumberOperand number -> number.value() == 0;
          default -> false;
        };
    if (zero && operation == Operation.DIVIDE) {
      throw tokens.error(sign.span(), "division by zero");
    }
    if (zero && operation == Operation.MODULO) {
      throw tokens.error(sign.span(), "modulo by zero");
    }
  }

  private long millis(Token token) {
    String text = token.text();
    String unknown = unknownUnit(text);
    if (!unknown.isEmpty()) {
      throw tokens.error(
          token.span(), "unknown unit \"" + unknown + "\" in duration \"" + text + "\"");
    }
    long millis =
        PrometheusDuration.tryParseMillis(text)
            .orElseThrow(
                () -> tokens.error(token.span(), "not a valid duration string: \"" + text + "\""));
    if (millis / 1000.0 > MAXIMUM_SECONDS) {
      throw tokens.error(token.span(), "duration out of range");
    }
    return millis;
  }

  private static String unknownUnit(String text) {
    for (String unit : text.split("[0-9]+", -1)) {
      if (unit.length() == 2 && !unit.equals("ms")) {
        return unit;
      }
    }
    return "";
  }

  private void expect(TokenKind kind, Place place) {
    if (!tokens.takeIf(kind)) {
      throw unexpected(place);
    }
  }

  private ParseException unexpected(Place place) {
    return tokens.unexpected(place.context(), place.expected());
  }

  private static Optional<Operation> operation(TokenKind kind) {
    return switch (kind) {
      case ADD -> Optional.of(Operation.ADD);
      case SUBTRACT -> Optional.of(Operation.SUBTRACT);
      case MULTIPLY -> Optional.of(Operation.MULTIPLY);
      case DIVIDE -> Optional.of(Operation.DIVIDE);
      case MODULO -> Optional.of(Operation.MODULO);
      case POWER -> Optional.of(Operation.POWER);
      default -> Optional.empty();
    };
  }
}
