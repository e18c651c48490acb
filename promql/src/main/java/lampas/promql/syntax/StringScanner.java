package lampas.promql.syntax;

/**
 * Reads one quoted string: what Go's string literals may hold, in {@code "}, {@code '} or {@code
 * `}.
 */
final class StringScanner {
  private static final int END = -1;

  private final String text;
  private final int start;
  private final char quote;
  private final StringBuilder value = new StringBuilder();
  private int position;
  private boolean hasRawBytes;

  StringScanner(String text, int start) {
    this.text = text;
    this.start = start;
    this.quote = text.charAt(start);
    this.position = start + 1;
  }

  /** The token from the opening to the closing quote. */
  Token scan() {
    boolean raw = quote == '`';
    while (true) {
      int at = position;
      int c = next();
      if (c == END || (c == '\n' && !raw)) {
        throw error(start, raw ? "unterminated raw string" : "unterminated quoted string");
      } else if (StringText.isSurrogate(c)) {
        throw error(at, "invalid UTF-8 rune");
      } else if (c == quote) {
        break;
      } else if (c == '\\' && !raw) {
        escape(at);
      } else {
        value.appendCodePoint(c);
      }
    }
    String content = hasRawBytes ? StringText.joinBytes(value.toString()) : value.toString();
    Span span = new Span(start, position);
    return new Token(TokenKind.STRING, content, text.substring(start, position), span);
  }

  private void escape(int at) {
    int c = next();
    switch (c) {
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\u000b');
      case '\\' -> value.append('\\');
      case 'x' -> rawByte(at, digits(at, 2, 16));
      case 'u' -> codePoint(at, digits(at, 4, 16));
      case 'U' -> codePoint(at, digits(at, 8, 16));
      case END -> throw error(at, "escape sequence not terminated");
      default -> {
        if (c == quote) {
          value.append(quote);
        } else if (c >= '0' && c <= '7') {
          position--;
          rawByte(at, digits(at, 3, 8));
        } else {
          throw error(at, "unknown escape sequence " + unicode(c));
        }
      }
    }
  }

  private long digits(int at, int count, int base) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      int c = next();
      if (c == END) {
        throw error(at, "escape sequence not terminated");
      }
      int digit = c < 0x80 ? Character.digit(c, base) : -1;
      if (digit < 0) {
        throw error(at, "illegal character " + unicode(c) + " in escape sequence");
      }
      number = number * base + digit;
    }
    return number;
  }

  private void rawByte(int at, long number) {
    if (number > 0xff) {
      throw error(at, "escape sequence is an invalid Unicode code point");
    } else if (number < 0x80) {
      value.append((char) number);
    } else {
      value.append((char) (StringText.INVALID_BYTE + number));
      hasRawBytes = true;
    }
  }

  private void codePoint(int at, long number) {
    if (number > Character.MAX_CODE_POINT || StringText.isSurrogate((int) number)) {
      throw error(at, "escape sequence is an invalid Unicode code point");
    }
    value.appendCodePoint((int) number);
  }

  private int next() {
    if (position >= text.length()) {
      return END;
    }
    int c = text.codePointAt(position);
    position += Character.charCount(c);
    return c;
  }

  private static String unicode(int c) {
    return String.format("U+%04X '%s'", c, Character.toString(c));
  }

  private ParseException error(int at, String reason) {
    return new ParseException(
        lampas.model.error.ErrorKind.USER, text, new Span(at, Math.max(at, position)), reason);
  }
}
