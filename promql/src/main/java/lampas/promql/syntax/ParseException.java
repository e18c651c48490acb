package lampas.promql.syntax;

import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.promql.PromqlException;

/**
 * An error in the text of an expression, and where it is: {@code line:column: reason}.
 *
 * <p>Of kind USER if the text is wrong, LIMIT if it is too long or nested too deeply. Reasons that
 * Prometheus knows as well have the same words.
 */
public final class ParseException extends PromqlException {
  private static final long serialVersionUID = 1L;
  private static final int WIDTH = 120;
  private static final int MAXIMUM_REASON = 1_000;

  private final String text;
  private final String reason;
  private final int start;
  private final int end;
  private final String hint;

  ParseException(ErrorKind kind, String text, Span span, String reason) {
    this(kind, text, span, reason, Optional.empty());
  }

  ParseException(ErrorKind kind, String text, Span span, String reason, Optional<String> hint) {
    super(
        kind,
        line(text, span.start()) + ":" + column(text, span.start()) + ": " + shortened(reason));
    this.text = text;
    this.reason = shortened(reason);
    this.start = span.start();
    this.end = span.end();
    this.hint = hint.orElse("");
  }

  /** What is wrong, without the position. */
  public String reason() {
    return reason;
  }

  /** What was probably meant, such as {@code did you mean "rate"?}. */
  public Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }

  /** The part of the text that is wrong. */
  public Span span() {
    return new Span(start, end);
  }

  /** The line of the error, from 1. */
  public int line() {
    return line(text, start);
  }

  /** The column of the error in characters (code points), from 1. */
  public int column() {
    return column(text, start);
  }

  /**
   * The message, then the line of the text with a caret below the error; of a long line only the
   * part around the error. A hint follows the caret.
   */
  public String pretty() {
    int offset = start;
    int lineStart = lineStart(text, offset);
    int lineEnd = text.indexOf('\n', offset);
    lineEnd = lineEnd < 0 ? text.length() : lineEnd;
    int from = Math.max(lineStart, Math.min(offset - WIDTH / 2, lineEnd - WIDTH));
    int to = Math.min(lineEnd, from + WIDTH);
    String ahead = from > lineStart ? "…" : "";
    String behind = to < lineEnd ? "…" : "";
    StringBuilder out = new StringBuilder(getMessage());
    out.append('\n').append(ahead).append(text, from, to).append(behind).append('\n');
    out.append(" ".repeat(ahead.length()));
    text.substring(from, offset).codePoints().forEach(c -> out.append(c == '\t' ? '\t' : ' '));
    out.append('^');
    hint().ifPresent(meant -> out.append(' ').append(meant));
    return out.toString();
  }

  /* Reasons quote the text, which may be a number of a million digits. */
  private static String shortened(String reason) {
    return reason.length() <= MAXIMUM_REASON
        ? reason
        : reason.substring(0, reason.offsetByCodePoints(0, MAXIMUM_REASON / 2)) + "...";
  }

  private static int line(String text, int offset) {
    int line = 1;
    for (int at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      line++;
    }
    return line;
  }

  private static int column(String text, int offset) {
    return text.codePointCount(lineStart(text, offset), offset) + 1;
  }

  private static int lineStart(String text, int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }
}
