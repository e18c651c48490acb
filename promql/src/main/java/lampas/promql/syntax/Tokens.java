package lampas.promql.syntax;

import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.promql.Dialect;

/** What the parts of the parser share: the tokens to come, the options, and how deep they are. */
final class Tokens {
  private final Lexer lexer;
  private final ParserOptions options;
  private Token current;
  private int lastEnd;
  private int level;
  private int height;
  private int openAggregations;

  /**
   * Starts to read.
   *
   * @throws ParseException LIMIT if the text is too long
   */
  Tokens(String text, ParserOptions options) {
    this.options = options;
    this.lexer = new Lexer(text, options.dialect());
    if (text.length() > options.maximumLength()) {
      throw new ParseException(
          ErrorKind.LIMIT,
          text,
          Span.NONE,
          "query: %d characters (expected: at most %d)"
              .formatted(text.length(), options.maximumLength()));
    }
    this.current = lexer.next();
  }

  String text() {
    return lexer.text();
  }

  Token current() {
    return current;
  }

  boolean at(TokenKind kind) {
    return current.kind() == kind;
  }

  /** Whether the current token is a plus or a minus. */
  boolean atSign() {
    return at(TokenKind.ADD) || at(TokenKind.SUBTRACT);
  }

  /** The current token, which is then passed. */
  Token take() {
    Token taken = current;
    lastEnd = taken.end();
    current = lexer.next();
    return taken;
  }

  /** Passes the current token if it is of the kind. */
  boolean takeIf(TokenKind kind) {
    if (at(kind)) {
      take();
      return true;
    }
    return false;
  }

  /** From an offset up to the end of the token that was passed last. */
  Span spanFrom(int start) {
    return new Span(start, lastEnd);
  }

  /** Whether the text is in the dialect. */
  boolean speaks(Dialect dialect) {
    return options.dialect() == dialect;
  }

  Dialect dialect() {
    return options.dialect();
  }

  boolean allows(Experiment experiment) {
    return options.experiments().contains(experiment);
  }

  /*
   * Depth is counted twice. The level is how deep the parser itself stands, which keeps its own
   * stack small. The height is that of the tree that was made last: a chain such as 1+1+1 is read
   * in a loop, but its tree is as deep as it is long, and whoever walks it recurses.
   */

  /** Goes one level deeper; {@link #leave} comes back. */
  void enter() {
    if (++level > options.maximumDepth()) {
      throw tooDeep();
    }
  }

  void leave() {
    level--;
  }

  /** The height of the tree that was made last. */
  int height() {
    return height;
  }

  /** Notes that a leaf was made. */
  void leaf() {
    height = 1;
  }

  /** Notes that a node was made whose highest child has the given height. */
  void nodeAbove(int childHeight) {
    height = childHeight + 1;
    if (height > options.maximumDepth()) {
      throw tooDeep();
    }
  }

  private ParseException tooDeep() {
    return new ParseException(
        ErrorKind.LIMIT,
        text(),
        current.span(),
        "nesting: more than %d levels (expected: at most %d)"
            .formatted(options.maximumDepth(), options.maximumDepth()));
  }

  void enterAggregation() {
    openAggregations++;
  }

  void leaveAggregation() {
    openAggregations--;
  }

  /** The error that the current token does not fit where it stands. */
  ParseException unexpected() {
    return openAggregations > 0
        ? error(current.span(), "unexpected " + current.describe() + " in aggregation")
        : error(current.span(), "unexpected " + current.describe());
  }

  /** The same, with what it stands in and what would fit. */
  ParseException unexpected(String context, String expected) {
    return error(
        current.span(),
        "unexpected " + current.describe() + " in " + context + ", expected " + expected);
  }

  ParseException error(Span span, String reason) {
    return new ParseException(ErrorKind.USER, text(), span, reason);
  }

  ParseException error(Span span, String reason, Optional<String> hint) {
    return new ParseException(ErrorKind.USER, text(), span, reason, hint);
  }
}
