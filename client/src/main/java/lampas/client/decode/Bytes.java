package lampas.client.decode;

import java.io.IOException;
import java.io.InputStream;

/**
 * The part of an input that is in memory.
 *
 * <p>Behind the last byte there are always {@link #SLACK} bytes that may be read, the first eight
 * of them zero: loops that end at a zero byte need no other check, and a zero is legal nowhere in
 * JSON.
 */
final class Bytes {
  /** How far behind the limit the buffer may be read. */
  static final int SLACK = 16;

  /* A small answer does not pay for the buffer of a large one. */
  private static final int SMALLEST = 8 << 10;
  private static final int LARGEST = 64 << 10;

  private final InputStream in;

  /* Open to the loops of this package: these are what they run on. */
  byte[] buffer = new byte[SMALLEST + SLACK];
  int position;
  int limit;

  /** How often the buffer was filled; positions before and after a filling do not compare. */
  int fillings;

  private long before;

  Bytes(InputStream in) {
    this.in = in;
  }

  /** The next byte, 0 to 255, or -1 at the end. Reads from the input only if nothing is left. */
  int peek() throws IOException {
    return position < limit || fill() ? buffer[position] & 0xff : -1;
  }

  /** How many bytes of the input are in front of the next one. */
  long offset() {
    return before + position;
  }

  private boolean fill() throws IOException {
    before += limit;
    if (limit == buffer.length - SLACK && limit < LARGEST) {
      buffer = new byte[2 * limit + SLACK];
    }
    position = 0;
    limit = 0;
    fillings++;
    int count;
    do {
      count = in.read(buffer, 0, buffer.length - SLACK);
    } while (count == 0);
    limit = Math.max(0, count);
    for (int i = limit; i < limit + Long.BYTES; i++) {
      buffer[i] = 0;
    }
    return limit > 0;
  }

  /** What is at the next byte, for messages. */
  String found() throws IOException {
    int next = peek();
    if (next < 0) {
      return "the end";
    }
    return next > ' ' && next < 0x7f ? "'" + (char) next + "'" : "0x%02x".formatted(next);
  }
}
