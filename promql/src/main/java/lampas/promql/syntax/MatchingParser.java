package lampas.promql.syntax;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lampas.promql.syntax.VectorMatching.Cardinality;

/** Reads what stands between an operator and its right operand: {@code bool on (x) group_left}. */
final class MatchingParser {
  private final Tokens tokens;
  private final SelectorParser selectors;
  private boolean bool;
  private Cardinality cardinality = Cardinality.ONE_TO_ONE;
  private boolean on;
  private List<String> labels = List.of();
  private List<String> include = List.of();
  private OptionalDouble fillLeft = OptionalDouble.empty();
  private OptionalDouble fillRight = OptionalDouble.empty();

  MatchingParser(Tokens tokens, SelectorParser selectors) {
    this.tokens = tokens;
    this.selectors = selectors;
  }

  void parse() {
    bool = tokens.takeIf(TokenKind.BOOL);
    on = tokens.at(TokenKind.ON);
    if (on || tokens.at(TokenKind.IGNORING)) {
      tokens.take();
      labels = selectors.labels();
      parseGroup();
    }
    parseFill();
  }

  /** Whether {@code bool} was there. */
  boolean bool() {
    return bool;
  }

  /**
   * The matching between operands of these types. Between others than vectors there is none, except
   * that what makes no sense there is kept, for the type checker to find.
   */
  Optional<VectorMatching> matching(BinaryOperator operator, ValueType left, ValueType right) {
    boolean vectors = left == ValueType.INSTANT_VECTOR && right == ValueType.INSTANT_VECTOR;
    if (!vectors && labels.isEmpty() && fillLeft.isEmpty() && fillRight.isEmpty()) {
      return Optional.empty();
    }
    boolean set = operator.family() == BinaryOperator.Family.SET;
    Cardinality made =
        set && cardinality == Cardinality.ONE_TO_ONE ? Cardinality.MANY_TO_MANY : cardinality;
    return Optional.of(new VectorMatching(made, on, labels, include, fillLeft, fillRight));
  }

  void requireExperiment(Span span) {
    boolean fills = fillLeft.isPresent() || fillRight.isPresent();
    if (fills && !tokens.allows(Experiment.FILL_MODIFIERS)) {
      throw tokens.error(span, "binop fill modifiers are experimental and not enabled");
    }
  }

  private void parseGroup() {
    if (tokens.at(TokenKind.GROUP_LEFT) || tokens.at(TokenKind.GROUP_RIGHT)) {
      boolean left = tokens.take().is(TokenKind.GROUP_LEFT);
      cardinality = left ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
      if (tokens.at(TokenKind.LEFT_PARENTHESIS)) {
        include = selectors.labels();
      }
    }
  }

  private void parseFill() {
    switch (tokens.current().kind()) {
      case FILL -> {
        tokens.take();
        fillLeft = value();
        fillRight = fillLeft;
      }
      case FILL_LEFT -> {
        tokens.take();
        fillLeft = value();
        if (tokens.takeIf(TokenKind.FILL_RIGHT)) {
          fillRight = value();
        }
      }
      case FILL_RIGHT -> {
        tokens.take();
        fillRight = value();
        if (tokens.takeIf(TokenKind.FILL_LEFT)) {
          fillLeft = value();
        }
      }
      default -> {}
    }
  }

  private OptionalDouble value() {
    expect(TokenKind.LEFT_PARENTHESIS);
    boolean signed = tokens.atSign();
    boolean negative = signed && tokens.take().is(TokenKind.SUBTRACT);
    if (!tokens.at(TokenKind.NUMBER) && !tokens.at(TokenKind.DURATION)) {
      throw tokens.unexpected();
    }
    double value = new DurationParser(tokens).seconds(tokens.take());
    expect(TokenKind.RIGHT_PARENTHESIS);
    return OptionalDouble.of(negative ? -value : value);
  }

  private void expect(TokenKind kind) {
    if (!tokens.takeIf(kind)) {
      throw tokens.unexpected();
    }
  }
}
