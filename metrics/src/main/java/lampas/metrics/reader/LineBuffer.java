package lampas.metrics.reader;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a stream, cut behind its last complete line so that no line is ever in two parts.
 */
final class LineBuffer {
  private static final int INITIAL_BYTES = 1 << 16;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int start;
  private int end;
  private int limit;
  private long total;
  private boolean exhausted;

  void reset() {
    start = 0;
    end = 0;
    limit = 0;
    total = 0;
    exhausted = false;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the complete lines begin. */
  int start() {
    return start;
  }

  /** Behind the line break of the last complete line. */
  int end() {
    return end;
  }

  /** How many bytes the stream has given. */
  long total() {
    return total;
  }

  /** How many bytes the line has so far that is not complete yet. */
  int incomplete() {
    return limit - end;
  }

  /**
   * Forgets the complete lines and reads once from the stream, which may complete further ones; at
   * the end of the stream a last line without a line break gets one.
   *
   * @return whether the stream may have more
   */
  boolean fill(InputStream stream) throws IOException {
    if (exhausted) {
      return false;
    }
    int rest = limit - end;
    if (end > 0) {
      System.arraycopy(bytes, end, bytes, 0, rest);
    }
    start = 0;
    end = 0;
    limit = rest;
    /* One byte is kept free for the line break of a last line that has none. */
    if (limit + 1 >= bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int count = stream.read(bytes, limit, bytes.length - 1 - limit);
    if (count < 0) {
      exhausted = true;
      if (limit > 0) {
        bytes[limit++] = '\n';
        end = limit;
      }
      return end > 0;
    }
    total += count;
    limit += count;
    int newline = limit;
    while (newline > rest && bytes[newline - 1] != '\n') {
      newline--;
    }
    end = newline > rest ? newline : 0;
    return true;
  }
}
