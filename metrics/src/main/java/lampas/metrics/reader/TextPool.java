package lampas.metrics.reader;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Gives the same string for the same bytes most of the time, so that label names and values that
 * come again and again are kept once.
 *
 * <p>Bounded: a slot holds one string, and the next one that falls into it takes its place.
 */
final class TextPool {
  private static final int SLOTS = 1 << 12;

  private final @Nullable String[] slots = new String[SLOTS];

  /** The ASCII text of some bytes. */
  String ascii(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    @Nullable String known = slots[slot];
    if (known != null && isEqual(known, bytes, from, to)) {
      return known;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    slots[slot] = text;
    return text;
  }

  private static boolean isEqual(String text, byte[] bytes, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i - from) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
