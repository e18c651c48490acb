package lampas.client.decode;

import java.io.IOException;

/**
 * Reads JSON forwards, value by value.
 *
 * <p>Each reading method begins in front of a value, white space included, and ends right behind
 * it: no more of the input is read than that.
 */
final class JsonReader {
  private static final int MAXIMUM_DEPTH = 64;

  final Bytes bytes;
  private final TextReader text;
  private final NumberReader number;

  /* Whether an object or array was just entered. None is anywhere but in the innermost one: where
  one ends, its parent has a member. */
  private boolean fresh;

  JsonReader(Bytes bytes) {
    this.bytes = bytes;
    this.text = new TextReader(bytes);
    this.number = new NumberReader(bytes);
  }

  /** The next byte that is no white space; -1 at the end. */
  int token() throws IOException {
    while (true) {
      int next = bytes.peek();
      if (next > ' ' || (next != ' ' && next != '\n' && next != '\r' && next != '\t')) {
        return next;
      }
      bytes.position++;
    }
  }

  /** Enters an object or array. */
  void enter(char open, String what) throws IOException {
    if (token() != open) {
      throw unexpected(what);
    }
    bytes.position++;
    fresh = true;
  }

  /** Goes on to the next member or element; false behind the closing one. */
  boolean more(char close) throws IOException {
    int next = token();
    if (next == close) {
      bytes.position++;
      fresh = false;
      return false;
    }
    if (fresh) {
      fresh = false;
      return true;
    }
    if (next != ',') {
      throw unexpected("',' or '" + close + "'");
    }
    bytes.position++;
    if (token() == close) {
      throw unexpected("another one behind the comma");
    }
    return true;
  }

  /** Takes note that a member or an element was read without this reader. */
  void passed() {
    fresh = false;
  }

  /** Reads a member's name and the colon. */
  String name() throws IOException {
    String name = text("a name");
    colon();
    return name;
  }

  private void colon() throws IOException {
    if (token() != ':') {
      throw unexpected("':'");
    }
    bytes.position++;
  }

  String text(String what) throws IOException {
    if (token() != '"') {
      throw unexpected(what);
    }
    return text.read();
  }

  /** A number as text. */
  String number(String what) throws IOException {
    int next = token();
    if (next != '-' && (next < '0' || next > '9')) {
      throw unexpected(what);
    }
    return number.read();
  }

  /** Reads null, if that is next. */
  boolean isNull() throws IOException {
    if (token() != 'n') {
      return false;
    }
    literal("null");
    return true;
  }

  boolean truth(String what) throws IOException {
    boolean truth = token() == 't';
    if (!truth && token() != 'f') {
      throw unexpected(what);
    }
    literal(truth ? "true" : "false");
    return truth;
  }

  /** Reads the end of the document. */
  void end() throws IOException {
    if (token() >= 0) {
      throw unexpected("the end");
    }
  }

  /** Reads any value and forgets it. */
  void skip() throws IOException {
    int depth = 0;
    /* One bit for each level: whether it is an object. */
    long objects = 0;
    do {
      if (depth > 0) {
        boolean object = (objects & 1) != 0;
        if (!more(object ? '}' : ']')) {
          depth--;
          objects >>>= 1;
          continue;
        }
        if (object) {
          skipName();
        }
      }
      int next = token();
      if (next == '{' || next == '[') {
        enter((char) next, "");
        objects = objects << 1 | (next == '{' ? 1 : 0);
        if (++depth > MAXIMUM_DEPTH) {
          throw new DecodeException(
              bytes.offset(), "a value within too many", "at most " + MAXIMUM_DEPTH + " levels");
        }
      } else {
        skipPlain(next);
      }
    } while (depth > 0);
  }

  private void skipName() throws IOException {
    if (token() != '"') {
      throw unexpected("a name");
    }
    text.skip();
    colon();
  }

  private void skipPlain(int next) throws IOException {
    switch (next) {
      case '"' -> text.skip();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number("a value");
    }
  }

  private void literal(String literal) throws IOException {
    long offset = bytes.offset();
    for (int i = 0; i < literal.length(); i++) {
      if (bytes.peek() != literal.charAt(i)) {
        throw new DecodeException(offset, "an unknown word", literal);
      }
      bytes.position++;
    }
    int next = bytes.peek();
    if (next >= 0x80 || Character.isLetterOrDigit(next)) {
      throw new DecodeException(offset, "an unknown word", literal);
    }
  }

  DecodeException unexpected(String expected) throws IOException {
    return new DecodeException(bytes.offset(), bytes.found(), expected);
  }
}
