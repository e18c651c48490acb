package lampas.client.template;

import java.util.Locale;
import lampas.promql.syntax.StringText;

/** Places and pieces of texts as messages show them. */
final class TextPlace {
  private static final int SHOWN = 80;

  private TextPlace() {}

  /** The line and column of an offset, both from 1 and in characters: {@code 1:17}. */
  static String of(String text, int offset) {
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    long line = text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
    int column = text.codePointCount(lineStart, offset) + 1;
    return String.format(Locale.ROOT, "%d:%d", line, column);
  }

  /** The text in quotes, escaped and not longer than a message can bear. */
  static String quote(String text) {
    if (text.length() <= 2 * SHOWN && text.codePointCount(0, text.length()) <= SHOWN) {
      return StringText.quote(text);
    }
    return StringText.quote(text.substring(0, text.offsetByCodePoints(0, SHOWN)))
        + String.format(Locale.ROOT, "… (%d characters)", text.length());
  }
}
