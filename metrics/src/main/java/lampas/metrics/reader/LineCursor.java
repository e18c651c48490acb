package lampas.metrics.reader;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelText;

/** A place in the current line, which always ends in a line break. */
final class LineCursor {
  private static final int SHOWN_BYTES = 40;

  private static final byte NAME_START = 1;
  private static final byte NAME_PART = 2;
  private static final byte COLON = 4;
  private static final byte[] CLASSES = classes();

  byte[] bytes = {'\n'};
  int at;
  int lineStart;
  long line;

  /** Moves over spaces and tabs. */
  void skipBlanks() {
    while (isBlank(bytes[at])) {
      at++;
    }
  }

  /** Moves over {@code [a-zA-Z_:][a-zA-Z0-9_:]*}; stays where it is if there is no such name. */
  void skipMetricName() {
    if ((CLASSES[bytes[at] & 0xff] & (NAME_START | COLON)) != 0) {
      at++;
      while ((CLASSES[bytes[at] & 0xff] & (NAME_PART | COLON)) != 0) {
        at++;
      }
    }
  }

  /** Moves over {@code [a-zA-Z_][a-zA-Z0-9_]*}; stays where it is if there is no such name. */
  void skipLabelName() {
    if ((CLASSES[bytes[at] & 0xff] & NAME_START) != 0) {
      at++;
      while ((CLASSES[bytes[at] & 0xff] & NAME_PART) != 0) {
        at++;
      }
    }
  }

  /** Moves behind the quote that ends the text whose opening quote is here. */
  void skipQuoted() {
    int opening = at++;
    while (bytes[at] != '"') {
      if (bytes[at] == '\\') {
        at++;
      }
      if (bytes[at] == '\n') {
        throw fail(opening, "text without an end (expected: a closing quote in the same line)");
      }
      at++;
    }
    at++;
  }

  /** Moves behind the brace that ends the labels whose opening brace is here. */
  void skipLabels() {
    int opening = at++;
    while (bytes[at] != '}') {
      if (bytes[at] == '"') {
        skipQuoted();
      } else if (bytes[at] == '\n') {
        throw fail(opening, "labels without an end (expected: } in the same line)");
      } else {
        at++;
      }
    }
    at++;
  }

  boolean atLineBreak() {
    return bytes[at] == '\n';
  }

  /** The index of the line break. */
  int lineEnd() {
    int index = at;
    while (bytes[index] != '\n') {
      index++;
    }
    return index;
  }

  /** An error here: what stands here, and what was expected instead. */
  ReadException unexpected(String expected) {
    int end = at;
    while (bytes[end] != '\n' && !isBlank(bytes[end]) && end - at < SHOWN_BYTES) {
      end++;
    }
    return fail(at, show(at, end) + " (expected: " + expected + ")");
  }

  /** An error about the text between two places. */
  ReadException unexpected(String what, int from, int to, String expected) {
    int end = Math.min(to, from + SHOWN_BYTES);
    return fail(from, what + ": " + show(from, end) + " (expected: " + expected + ")");
  }

  ReadException fail(int index, String problem) {
    return fail(ErrorKind.UNAVAILABLE, index, problem);
  }

  ReadException overLimit(int index, String what, long limit) {
    return fail(ErrorKind.LIMIT, index, what + " (expected: at most " + limit + ")");
  }

  private ReadException fail(ErrorKind kind, int index, String problem) {
    int column = 1;
    for (int i = lineStart; i < index; i++) {
      /* Every byte begins a character except those that continue one in UTF-8. */
      if ((bytes[i] & 0xc0) != 0x80) {
        column++;
      }
    }
    return new ReadException(kind, line, column, problem);
  }

  private String show(int from, int to) {
    if (from == to) {
      return bytes[from] == '\n' ? "end of line" : "blank";
    }
    byte[] shown = Arrays.copyOfRange(bytes, from, to);
    return LabelText.quote(new String(shown, StandardCharsets.UTF_8));
  }

  static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  private static byte[] classes() {
    byte[] classes = new byte[256];
    for (int c = 'a'; c <= 'z'; c++) {
      classes[c] = NAME_START | NAME_PART;
      classes[c - 'a' + 'A'] = NAME_START | NAME_PART;
    }
    for (int c = '0'; c <= '9'; c++) {
      classes[c] = NAME_PART;
    }
    classes['_'] = NAME_START | NAME_PART;
    classes[':'] = COLON;
    return classes;
  }
}
