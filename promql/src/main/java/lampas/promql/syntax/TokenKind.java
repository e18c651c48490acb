package lampas.promql.syntax;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of {@link Token}. */
enum TokenKind {
  END_OF_INPUT("end of input"),
  NUMBER("number"),
  DURATION("duration"),
  STRING("string"),
  IDENTIFIER("identifier"),
  /** An identifier with a colon, which can only be a metric's name. */
  METRIC_IDENTIFIER("metric identifier"),

  LEFT_PARENTHESIS(Group.PUNCTUATION, "("),
  RIGHT_PARENTHESIS(Group.PUNCTUATION, ")"),
  LEFT_BRACE(Group.PUNCTUATION, "{"),
  RIGHT_BRACE(Group.PUNCTUATION, "}"),
  LEFT_BRACKET(Group.PUNCTUATION, "["),
  RIGHT_BRACKET(Group.PUNCTUATION, "]"),
  COMMA(Group.PUNCTUATION, ","),
  COLON(Group.PUNCTUATION, ":"),
  MATCH_EQUAL(Group.PUNCTUATION, "="),

  MATCH_REGEX(Group.OPERATOR, "=~"),
  MATCH_NOT_REGEX(Group.OPERATOR, "!~"),
  AT(Group.OPERATOR, "@"),
  /* Inside braces `!=` is a matcher, outside a comparison: one token, as upstream. */
  NOT_EQUAL(BinaryOperator.NOT_EQUAL),
  EQUAL(BinaryOperator.EQUAL),
  LESS(BinaryOperator.LESS),
  LESS_OR_EQUAL(BinaryOperator.LESS_OR_EQUAL),
  GREATER(BinaryOperator.GREATER),
  GREATER_OR_EQUAL(BinaryOperator.GREATER_OR_EQUAL),
  TRIM_UPPER(BinaryOperator.TRIM_UPPER),
  TRIM_LOWER(BinaryOperator.TRIM_LOWER),
  ADD(BinaryOperator.ADD),
  SUBTRACT(BinaryOperator.SUBTRACT),
  MULTIPLY(BinaryOperator.MULTIPLY),
  DIVIDE(BinaryOperator.DIVIDE),
  MODULO(BinaryOperator.MODULO),
  POWER(BinaryOperator.POWER),
  ATAN2(BinaryOperator.ATAN2),
  AND(BinaryOperator.AND),
  OR(BinaryOperator.OR),
  UNLESS(BinaryOperator.UNLESS),

  AGGREGATOR(Group.AGGREGATOR, ""),

  BOOL(Group.KEYWORD),
  BY(Group.KEYWORD),
  WITHOUT(Group.KEYWORD),
  ON(Group.KEYWORD),
  IGNORING(Group.KEYWORD),
  GROUP_LEFT(Group.KEYWORD),
  GROUP_RIGHT(Group.KEYWORD),
  FILL(Group.KEYWORD),
  FILL_LEFT(Group.KEYWORD),
  FILL_RIGHT(Group.KEYWORD),
  OFFSET(Group.KEYWORD),
  ANCHORED(Group.KEYWORD),
  SMOOTHED(Group.KEYWORD),

  START(Group.QUERY_TIME),
  END(Group.QUERY_TIME),
  STEP(Group.QUERY_TIME),
  RANGE(Group.QUERY_TIME),
  MAX_OF(Group.QUERY_TIME),
  MIN_OF(Group.QUERY_TIME);

  /** How tokens of a kind are described. */
  enum Group {
    TEXT,
    PUNCTUATION,
    OPERATOR,
    AGGREGATOR,
    KEYWORD,
    /** Names with a meaning in durations and after {@code @}; elsewhere they name functions. */
    QUERY_TIME
  }

  private static final Map<String, TokenKind> WORDS =
      Stream.of(values())
          .filter(TokenKind::isWord)
          .collect(Collectors.toUnmodifiableMap(TokenKind::text, UnaryOperator.identity()));

  private final Group group;
  private final String text;
  private final Optional<BinaryOperator> operator;

  TokenKind(String description) {
    this(Group.TEXT, description, Optional.empty());
  }

  TokenKind(Group group) {
    this.group = group;
    this.text = name().toLowerCase(Locale.ROOT);
    this.operator = Optional.empty();
  }

  TokenKind(Group group, String text) {
    this(group, text, Optional.empty());
  }

  TokenKind(BinaryOperator operator) {
    this(Group.OPERATOR, operator.symbol(), Optional.of(operator));
  }

  TokenKind(Group group, String text, Optional<BinaryOperator> operator) {
    this.group = group;
    this.text = text;
    this.operator = operator;
  }

  /** The kind of a word outside braces, in any case; empty for an ordinary identifier. */
  static Optional<TokenKind> ofWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.equals("inf") || lower.equals("nan")) {
      return Optional.of(NUMBER);
    }
    return Aggregator.find(lower)
        .map(aggregator -> AGGREGATOR)
        .or(() -> Optional.ofNullable(WORDS.get(lower)));
  }

  Group group() {
    return group;
  }

  /** The characters of the token if they are always the same, else what to call it. */
  String text() {
    return text;
  }

  /** The binary operator that the token is. */
  Optional<BinaryOperator> operator() {
    return operator;
  }

  /** Whether the word may be a metric's name where an expression begins. */
  boolean mayNameMetric() {
    return switch (this) {
      case IDENTIFIER, METRIC_IDENTIFIER, AGGREGATOR -> true;
      case BY, WITHOUT, OFFSET, ANCHORED, SMOOTHED, FILL, FILL_LEFT, FILL_RIGHT -> true;
      case AND, OR, UNLESS -> true;
      default -> group == Group.QUERY_TIME;
    };
  }

  /** Whether the word may stand for a label in a grouping list; {@code without} may not. */
  boolean mayNameLabel() {
    return this != WITHOUT && (mayNameMetric() || group == Group.KEYWORD || this == ATAN2);
  }

  private boolean isWord() {
    return group == Group.KEYWORD
        || group == Group.QUERY_TIME
        || (group == Group.OPERATOR && Character.isLetter(text.charAt(0)));
  }
}
