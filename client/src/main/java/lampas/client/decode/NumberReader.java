package lampas.client.decode;

import java.io.IOException;

/** Reads JSON numbers as text. */
final class NumberReader {
  private static final int MAXIMUM_CHARACTERS = 1000;

  private final Bytes bytes;
  private final StringBuilder out = new StringBuilder();

  NumberReader(Bytes bytes) {
    this.bytes = bytes;
  }

  /** Reads the number that begins at the next byte. */
  String read() throws IOException {
    out.setLength(0);
    if (bytes.peek() == '-') {
      take();
    }
    if (bytes.peek() == '0') {
      take();
    } else {
      digits();
    }
    if (bytes.peek() == '.') {
      take();
      digits();
    }
    if ((bytes.peek() | 0x20) == 'e') {
      take();
      if (bytes.peek() == '+' || bytes.peek() == '-') {
        take();
      }
      digits();
    }
    requireEnd();
    return out.toString();
  }

  private void digits() throws IOException {
    int before = out.length();
    while (isDigit(bytes.peek())) {
      take();
    }
    if (out.length() == before) {
      throw new DecodeException(bytes.offset(), bytes.found() + " in a number", "a digit");
    }
  }

  private void take() throws IOException {
    if (out.length() == MAXIMUM_CHARACTERS) {
      throw new DecodeException(
          bytes.offset(), "a number that goes on", "at most " + MAXIMUM_CHARACTERS + " characters");
    }
    out.append((char) bytes.peek());
    bytes.position++;
  }

  private void requireEnd() throws IOException {
    switch (bytes.peek()) {
      case -1, ' ', '\n', '\r', '\t', ',', ']', '}' -> {}
      default ->
          throw new DecodeException(bytes.offset(), bytes.found() + " behind a number", "its end");
    }
  }

  private static boolean isDigit(int next) {
    return next >= '0' && next <= '9';
  }
}
