package lampas.promql.syntax;

/**
 * A word or sign of an expression's text.
 *
 * @param text the characters as they were written; a string's value without quotes and escapes
 * @param raw the characters as they were written, quotes and escapes included
 */
record Token(TokenKind kind, String text, String raw, Span span) {
  boolean is(TokenKind other) {
    return kind == other;
  }

  int start() {
    return span.start();
  }

  int end() {
    return span.end();
  }

  /** The token in the words of Prometheus's messages, for example {@code <op:*>}. */
  String describe() {
    return switch (kind.group()) {
      case TEXT -> kind == TokenKind.END_OF_INPUT ? kind.text() : kind.text() + " " + abbreviated();
      case PUNCTUATION, QUERY_TIME -> StringText.quote(raw);
      case OPERATOR -> "<op:" + raw + ">";
      case AGGREGATOR -> "<aggr:" + raw + ">";
      case KEYWORD -> "<" + raw + ">";
    };
  }

  private String abbreviated() {
    boolean whole =
        kind == TokenKind.IDENTIFIER
            || kind == TokenKind.METRIC_IDENTIFIER
            || raw.codePointCount(0, raw.length()) <= 10;
    return whole
        ? StringText.quote(raw)
        : StringText.quote(raw.substring(0, raw.offsetByCodePoints(0, 10))) + "...";
  }
}
