package lampas.client.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/**
 * Reads JSON strings.
 *
 * <p>What is no UTF-8, and half a surrogate pair as an escape, is an error: replaced, it could make
 * two series equal that are not.
 */
final class TextReader {
  private static final int MAXIMUM_CHARACTERS = 1 << 20;

  private final Bytes bytes;
  private final StringBuilder out = new StringBuilder();

  TextReader(Bytes bytes) {
    this.bytes = bytes;
  }

  /** Reads the string that begins at the next byte, a quote. */
  String read() throws IOException {
    byte[] buffer = bytes.buffer;
    int start = bytes.position + 1;
    int end = Swar.endOfPlainText(buffer, start);
    if (buffer[end] == '"') {
      bytes.position = end + 1;
      /* All of it is ASCII, for which this is the cheapest way. */
      return new String(buffer, start, end - start, ISO_8859_1);
    }
    slow();
    String text = out.toString();
    out.setLength(0);
    return text;
  }

  /** Reads such a string and forgets it. */
  void skip() throws IOException {
    int end = Swar.endOfPlainText(bytes.buffer, bytes.position + 1);
    if (bytes.buffer[end] == '"') {
      bytes.position = end + 1;
    } else {
      slow();
      out.setLength(0);
    }
  }

  private void slow() throws IOException {
    out.setLength(0);
    bytes.position++;
    for (int next = next(); next != '"'; next = next()) {
      if (next == '\\') {
        escape();
      } else if (next < 0x20) {
        throw new DecodeException(
            bytes.offset() - 1, "control character 0x%02x in a text".formatted(next), "an escape");
      } else if (next < 0x80) {
        out.append((char) next);
      } else {
        out.appendCodePoint(sequence(next));
      }
      if (out.length() > MAXIMUM_CHARACTERS) {
        throw new DecodeException(
            bytes.offset(),
            "a text that goes on",
            "at most %s characters".formatted(MAXIMUM_CHARACTERS));
      }
    }
  }

  private int next() throws IOException {
    int next = bytes.peek();
    if (next < 0) {
      throw new DecodeException(bytes.offset(), "the end within a text", "a quote");
    }
    bytes.position++;
    return next;
  }

  private void escape() throws IOException {
    long offset = bytes.offset() - 1;
    int kind = next();
    switch (kind) {
      case '"', '\\', '/' -> out.append((char) kind);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> unicode(offset);
      default ->
          throw new DecodeException(
              offset, "an unknown escape", "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
    }
  }

  private void unicode(long offset) throws IOException {
    char first = hex(offset);
    if (!Character.isSurrogate(first)) {
      out.append(first);
      return;
    }
    boolean pair = Character.isHighSurrogate(first) && next() == '\\' && next() == 'u';
    char second = pair ? hex(offset) : 0;
    if (!Character.isLowSurrogate(second)) {
      throw new DecodeException(offset, "half a surrogate pair", "two escapes, high and low");
    }
    out.append(first).append(second);
  }

  private char hex(long offset) throws IOException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int next = next();
      int digit = next < 0x80 ? Character.digit(next, 16) : -1;
      if (digit < 0) {
        throw new DecodeException(
            offset, "an escape that is no number", "\\u and four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  /* Source: table 3-7, "Well-formed UTF-8 Byte Sequences", of the Unicode standard. */
  private int sequence(int first) throws IOException {
    long offset = bytes.offset() - 1;
    if (first >= 0xc2 && first <= 0xdf) {
      return (first & 0x1f) << 6 | following(offset, 0x80, 0xbf);
    }
    if (first >= 0xe0 && first <= 0xef) {
      int second = following(offset, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
      return (first & 0xf) << 12 | second << 6 | following(offset, 0x80, 0xbf);
    }
    if (first >= 0xf0 && first <= 0xf4) {
      int second = following(offset, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
      int third = following(offset, 0x80, 0xbf);
      return (first & 0x7) << 18 | second << 12 | third << 6 | following(offset, 0x80, 0xbf);
    }
    throw notUtf8(offset);
  }

  private int following(long offset, int least, int most) throws IOException {
    int next = bytes.peek();
    if (next < least || next > most) {
      throw notUtf8(offset);
    }
    bytes.position++;
    return next & 0x3f;
  }

  private static DecodeException notUtf8(long offset) {
    return new DecodeException(offset, "malformed text", "UTF-8");
  }
}
