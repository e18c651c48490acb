package lampas.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lampas.model.label.Matcher;
import lampas.promql.Dialect;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;

/**
 * Reads PromQL: the whole grammar of Prometheus 3.14, or that of 2.42.
 *
 * <p>What comes out is type-checked. Stateless to its users and thread-safe; time and memory are
 * linear in the length of the text, and the depth of the tree is limited, so that any text can be
 * given to it.
 */
public final class Parser {
  private static final int LOWEST = 0;

  private final Tokens tokens;
  private final SelectorParser selectors;
  private final ModifierParser modifiers;
  private final DurationParser durations;

  private Parser(String text, ParserOptions options) {
    this.tokens = new Tokens(text, options);
    this.selectors = new SelectorParser(tokens);
    this.durations = new DurationParser(tokens);
    this.modifiers = new ModifierParser(tokens, durations);
  }

  /**
   * The expression that the text says, with everything allowed that is experimental.
   *
   * @throws ParseException if it says none
   */
  public static Expression parse(String text) {
    return parse(text, ParserOptions.defaults());
  }

  /**
   * The expression that the text says.
   *
   * @throws ParseException if it says none, or more than the options allow
   */
  public static Expression parse(String text, ParserOptions options) {
    Expression expression = new Parser(text, options).whole();
    TypeChecker.check(expression, text);
    return expression;
  }

  /**
   * The matchers of a text that is a selector and nothing else, such as {@code up{job="api"}}.
   *
   * @throws ParseException if it is not, or if its matchers hold for all series
   */
  public static List<Matcher> parseMetricSelector(String text) {
    Parser parser = new Parser(text, ParserOptions.defaults());
    VectorSelector selector = parser.wholeSelector();
    TypeChecker.check(selector, text);
    return selector.matchers();
  }

  private Expression whole() {
    if (tokens.at(TokenKind.END_OF_INPUT)) {
      throw tokens.error(Span.NONE, "no expression found in input");
    }
    Expression expression = binary(LOWEST);
    if (!tokens.at(TokenKind.END_OF_INPUT)) {
      throw tokens.unexpected();
    }
    return expression;
  }

  private VectorSelector wholeSelector() {
    VectorSelector selector;
    if (tokens.at(TokenKind.LEFT_BRACE)) {
      selector = selectors.selector();
    } else if (tokens.current().kind().mayNameMetric()) {
      selector = selectors.selector(tokens.take());
    } else {
      throw tokens.unexpected();
    }
    if (!tokens.at(TokenKind.END_OF_INPUT)) {
      throw tokens.unexpected();
    }
    return selector;
  }

  /* Precedence climbing: takes operators that bind at least as tightly as the minimum. */
  private Expression binary(int minimum) {
    Expression left = unary();
    while (true) {
      Optional<BinaryOperator> found = tokens.current().kind().operator();
      if (found.isEmpty() || found.get().precedence() < minimum) {
        return left;
      }
      BinaryOperator operator = found.get();
      int leftHeight = tokens.height();
      tokens.take();
      MatchingParser matching = new MatchingParser(tokens, selectors);
      matching.parse();
      tokens.enter();
      int next = operator.precedence() + (operator.isRightAssociative() ? 0 : 1);
      Expression right = binary(next);
      tokens.leave();
      tokens.nodeAbove(Math.max(leftHeight, tokens.height()));
      Span span = tokens.spanFrom(left.span().start());
      matching.requireExperiment(span);
      left =
          new Binary(
              operator,
              left,
              right,
              matching.bool(),
              matching.matching(operator, left.type(), right.type()),
              span);
    }
  }

  private Expression unary() {
    if (!tokens.atSign()) {
      return modifiers.apply(primary());
    }
    Token sign = tokens.take();
    tokens.enter();
    Expression operand = binary(BinaryOperator.POWER.precedence());
    tokens.leave();
    boolean negative = sign.is(TokenKind.SUBTRACT);
    Span span = tokens.spanFrom(sign.start());
    if (operand instanceof NumberLiteral(double value, boolean duration, Span ignored)) {
      return new NumberLiteral(negative ? -value : value, duration, span);
    }
    tokens.nodeAbove(tokens.height());
    return new Unary(negative, operand, span);
  }

  private Expression primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NUMBER, DURATION -> {
        tokens.take();
        tokens.leaf();
        boolean duration = token.is(TokenKind.DURATION);
        if (duration && tokens.speaks(Dialect.PROMETHEUS_2)) {
          throw tokens.error(token.span(), "unexpected " + token.describe());
        }
        yield new NumberLiteral(durations.seconds(token), duration, token.span());
      }
      case STRING -> {
        tokens.take();
        tokens.leaf();
        yield new StringLiteral(token.text(), token.span());
      }
      case LEFT_PARENTHESIS -> parentheses();
      case LEFT_BRACE -> selectors.selector();
      case AGGREGATOR -> aggregationOrSelector(tokens.take());
      case IDENTIFIER, START, END, STEP, RANGE, MAX_OF, MIN_OF -> callOrSelector(tokens.take());
      default -> {
        if (!token.kind().mayNameMetric()) {
          throw tokens.unexpected();
        }
        yield selectors.selector(tokens.take());
      }
    };
  }

  private Expression parentheses() {
    Token open = tokens.take();
    tokens.enter();
    Expression inner = binary(LOWEST);
    tokens.leave();
    if (!tokens.takeIf(TokenKind.RIGHT_PARENTHESIS)) {
      throw tokens.unexpected();
    }
    tokens.nodeAbove(tokens.height());
    return new Parentheses(inner, tokens.spanFrom(open.start()));
  }

  private Expression aggregationOrSelector(Token name) {
    return switch (tokens.current().kind()) {
      case LEFT_PARENTHESIS, BY, WITHOUT -> aggregation(name);
      default -> selectors.selector(name);
    };
  }

  private Expression aggregation(Token name) {
    tokens.enterAggregation();
    Optional<Grouping> before = grouping();
    if (!tokens.at(TokenKind.LEFT_PARENTHESIS)) {
      throw tokens.unexpected();
    }
    List<Expression> arguments = arguments();
    Optional<Grouping> grouping = before.isPresent() ? before : grouping();
    tokens.leaveAggregation();
    Span span = tokens.spanFrom(name.start());
    Aggregator aggregator = Aggregator.find(name.text().toLowerCase(Locale.ROOT)).orElseThrow();
    if (arguments.isEmpty()) {
      throw tokens.error(span, "no arguments for aggregate expression provided");
    }
    if (aggregator.isExperimental() && !tokens.allows(Experiment.FUNCTIONS)) {
      throw tokens.error(
          span,
          aggregator.text()
              + "() is experimental and must be enabled with"
              + " --enable-feature=promql-experimental-functions");
    }
    int wanted = aggregator.parameter().isPresent() ? 2 : 1;
    if (arguments.size() != wanted) {
      throw tokens.error(
          span,
          "wrong number of arguments for aggregate expression provided, expected %d, got %d"
              .formatted(wanted, arguments.size()));
    }
    return new Aggregation(
        aggregator,
        wanted == 2 ? Optional.of(arguments.getFirst()) : Optional.empty(),
        arguments.getLast(),
        grouping.map(Grouping::labels).orElse(List.of()),
        grouping.map(Grouping::without).orElse(false),
        span);
  }

  private record Grouping(List<String> labels, boolean without) {}

  private Optional<Grouping> grouping() {
    boolean without = tokens.at(TokenKind.WITHOUT);
    if (!without && !tokens.at(TokenKind.BY)) {
      return Optional.empty();
    }
    tokens.take();
    return Optional.of(new Grouping(selectors.labels(), without));
  }

  private Expression callOrSelector(Token name) {
    if (!tokens.at(TokenKind.LEFT_PARENTHESIS)) {
      return selectors.selector(name);
    }
    List<Expression> arguments = arguments();
    Function function =
        find(name.text())
            .orElseThrow(() ->
                tokens.error(
                    name.span(),
                    "unknown function with name " + StringText.quote(name.text()),
                    Functions.nearest(name.text())
                        .map(nearest -> "did you mean \"" + nearest.name() + "\"?")));
    if (function.experimental() && !tokens.allows(Experiment.FUNCTIONS)) {
      throw tokens.error(
          name.span(), "function " + StringText.quote(name.text()) + " is not enabled");
    }
    return new Call(function, arguments, tokens.spanFrom(name.start()));
  }

  private Optional<Function> find(String name) {
    return switch (tokens.dialect()) {
      case PROMETHEUS_3 -> Functions.find(name);
      case PROMETHEUS_2 -> EarlierLanguage.function(name);
    };
  }

  private List<Expression> arguments() {
    List<Expression> arguments = new ArrayList<>();
    int height = 0;
    tokens.take();
    tokens.enter();
    while (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      arguments.add(binary(LOWEST));
      height = Math.max(height, tokens.height());
      if (tokens.at(TokenKind.COMMA)) {
        Token comma = tokens.take();
        if (!startsExpression()) {
          throw tokens.error(comma.span(), "trailing commas not allowed in function call args");
        }
      } else if (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
        throw tokens.unexpected();
      }
    }
    tokens.leave();
    tokens.take();
    tokens.nodeAbove(height);
    return arguments;
  }

  private boolean startsExpression() {
    TokenKind kind = tokens.current().kind();
    return switch (kind) {
      case NUMBER, DURATION, STRING, LEFT_PARENTHESIS, LEFT_BRACE, ADD, SUBTRACT -> true;
      default -> kind.mayNameMetric();
    };
  }
}
