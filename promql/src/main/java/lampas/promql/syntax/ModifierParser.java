package lampas.promql.syntax;

import java.util.Optional;
import lampas.promql.Dialect;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.TimeShift;
import lampas.promql.syntax.Expression.VectorSelector;

/** Reads what follows an operand: brackets, {@code offset}, {@code @}, {@code anchored}. */
final class ModifierParser {
  private static final double MAXIMUM_TIMESTAMP = 0x1p63;

  private final Tokens tokens;
  private final DurationParser durations;

  ModifierParser(Tokens tokens, DurationParser durations) {
    this.tokens = tokens;
    this.durations = durations;
  }

  /** The operand with all modifiers that follow. */
  Expression apply(Expression operand) {
    Expression expression = operand;
    while (true) {
      switch (tokens.current().kind()) {
        case LEFT_BRACKET -> expression = bracket(expression);
        case OFFSET -> expression = offset(expression);
        case AT -> expression = at(expression);
        case ANCHORED -> expression = extrapolated(expression, Extrapolation.ANCHORED);
        case SMOOTHED -> expression = extrapolated(expression, Extrapolation.SMOOTHED);
        default -> {
          return expression;
        }
      }
    }
  }

  private Expression bracket(Expression operand) {
    int height = tokens.height();
    Token open = tokens.take();
    DurationExpression range = durations.range();
    height = Math.max(height, tokens.height());
    if (tokens.takeIf(TokenKind.COLON)) {
      return subquery(operand, range, height);
    }
    if (!tokens.takeIf(TokenKind.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
    }
    Span bracket = tokens.spanFrom(open.start());
    if (!(operand instanceof VectorSelector selector)) {
      throw tokens.error(bracket, "ranges only allowed for vector selectors");
    }
    if (selector.shift().offset().isPresent()) {
      throw tokens.error(bracket, "no offset modifiers allowed before range");
    }
    if (selector.shift().at().isPresent()) {
      throw tokens.error(bracket, "no @ modifiers allowed before range");
    }
    tokens.nodeAbove(height);
    return new RangeSelector(selector, range, tokens.spanFrom(selector.span().start()));
  }

  private Expression subquery(Expression operand, DurationExpression range, int height) {
    Optional<DurationExpression> step = Optional.empty();
    int highest = height;
    if (!tokens.at(TokenKind.RIGHT_BRACKET)) {
      step = Optional.of(durations.step());
      highest = Math.max(highest, tokens.height());
    }
    if (!tokens.takeIf(TokenKind.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery selector", "\"]\"");
    }
    tokens.nodeAbove(highest);
    Span span = tokens.spanFrom(operand.span().start());
    return new Subquery(operand, range, step, TimeShift.NONE, span);
  }

  private Expression offset(Expression operand) {
    int height = tokens.height();
    tokens.take();
    Optional<DurationExpression> offset = durations.offset();
    tokens.nodeAbove(Math.max(height, tokens.height()));
    TimeShift before = shift(operand, "offset modifier");
    if (before.offset().isPresent()) {
      throw tokens.error(operand.span(), "offset may not be set multiple times");
    }
    return withShift(operand, new TimeShift(offset, before.at()));
  }

  private Expression at(Expression operand) {
    tokens.take();
    AtModifier at =
        tokens.at(TokenKind.START) || tokens.at(TokenKind.END) ? queryEdge() : timestamp(operand);
    TimeShift before = shift(operand, "@ modifier");
    if (before.at().isPresent()) {
      throw tokens.error(operand.span(), "@ <timestamp> may not be set multiple times");
    }
    return withShift(operand, new TimeShift(before.offset(), Optional.of(at)));
  }

  private AtModifier queryEdge() {
    boolean start = tokens.take().is(TokenKind.START);
    if (!tokens.takeIf(TokenKind.LEFT_PARENTHESIS) || !tokens.takeIf(TokenKind.RIGHT_PARENTHESIS)) {
      throw unexpectedAt();
    }
    return start ? new AtModifier.Start() : new AtModifier.End();
  }

  private AtModifier timestamp(Expression operand) {
    boolean negative = tokens.atSign() && tokens.take().is(TokenKind.SUBTRACT);
    if (!tokens.at(TokenKind.NUMBER) && !tokens.at(TokenKind.DURATION)) {
      throw unexpectedAt();
    }
    if (tokens.at(TokenKind.DURATION) && tokens.speaks(Dialect.PROMETHEUS_2)) {
      throw unexpectedAt();
    }
    double seconds = durations.seconds(tokens.take()) * (negative ? -1 : 1);
    if (!(Math.abs(seconds * 1000) < MAXIMUM_TIMESTAMP)) {
      throw tokens.error(
          operand.span(),
          "timestamp out of bounds for @ modifier: " + NumberText.formatFixed(seconds));
    }
    return new AtModifier.Timestamp(Math.round(seconds * 1000));
  }

  private ParseException unexpectedAt() {
    return tokens.unexpected("@", "timestamp");
  }

  private TimeShift shift(Expression operand, String modifier) {
    return switch (operand) {
      case VectorSelector selector -> selector.shift();
      case RangeSelector range -> range.selector().shift();
      case Subquery subquery -> subquery.shift();
      default ->
          throw tokens.error(
              operand.span(),
              modifier
                  + " must be preceded by an instant vector selector or range vector selector or"
                  + " a subquery");
    };
  }

  private Expression withShift(Expression operand, TimeShift shift) {
    Span span = tokens.spanFrom(operand.span().start());
    return switch (operand) {
      case VectorSelector selector -> withShift(selector, shift, span);
      case RangeSelector(VectorSelector selector, DurationExpression range, Span ignored) ->
          new RangeSelector(withShift(selector, shift, selector.span()), range, span);
      case Subquery subquery ->
          new Subquery(subquery.operand(), subquery.range(), subquery.step(), shift, span);
      default -> throw new AssertionError(operand);
    };
  }

  private static VectorSelector withShift(VectorSelector selector, TimeShift shift, Span span) {
    return new VectorSelector(
        selector.metricName(), selector.matchers(), shift, selector.extrapolation(), span);
  }

  private Expression extrapolated(Expression operand, Extrapolation extrapolation) {
    String name = tokens.take().kind().text();
    if (!tokens.allows(Experiment.EXTENDED_RANGE_SELECTORS)) {
      throw tokens.error(operand.span(), name + " modifier is experimental and not enabled");
    }
    Span span = tokens.spanFrom(operand.span().start());
    return switch (operand) {
      case VectorSelector selector -> extrapolated(selector, extrapolation, span);
      case RangeSelector(VectorSelector selector, DurationExpression range, Span whole) -> {
        requireNoOther(selector, extrapolation, whole);
        yield new RangeSelector(
            extrapolated(selector, extrapolation, selector.span()), range, span);
      }
      case Subquery subquery ->
          throw tokens.error(subquery.span(), name + " modifier is not supported for subqueries");
      default -> throw tokens.error(operand.span(), name + " modifier not implemented");
    };
  }

  private VectorSelector extrapolated(
      VectorSelector selector, Extrapolation extrapolation, Span span) {
    requireNoOther(selector, extrapolation, selector.span());
    return new VectorSelector(
        selector.metricName(), selector.matchers(), selector.shift(), extrapolation, span);
  }

  private void requireNoOther(VectorSelector selector, Extrapolation wanted, Span span) {
    boolean other =
        selector.extrapolation() != Extrapolation.NONE && selector.extrapolation() != wanted;
    if (other) {
      throw tokens.error(span, "anchored and smoothed modifiers cannot be used together");
    }
  }
}
