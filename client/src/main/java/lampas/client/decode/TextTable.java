package lampas.client.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The texts that were last read, so that equal ones are one object.
 *
 * <p>Each text has one place; another text of the same place takes it. So the table is bounded, and
 * texts that are made to collide cost no more than others.
 */
final class TextTable {
  private static final int PLACES = 1 << 11;
  private static final int MAXIMUM_LENGTH = 128;
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private byte[][] raws = {};
  private String[] texts = {};

  /** The text of bytes that are all ASCII; bytes behind the end may be read, not used. */
  String text(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length > MAXIMUM_LENGTH) {
      return new String(bytes, start, length, ISO_8859_1);
    }
    if (raws.length == 0) {
      raws = new byte[PLACES][];
      texts = new String[PLACES];
      Arrays.fill(raws, new byte[0]);
      Arrays.fill(texts, "");
    }
    int place = place(bytes, start, end);
    if (Arrays.equals(bytes, start, end, raws[place], 0, raws[place].length)) {
      return texts[place];
    }
    raws[place] = Arrays.copyOfRange(bytes, start, end);
    texts[place] = new String(bytes, start, length, ISO_8859_1);
    return texts[place];
  }

  private static int place(byte[] bytes, int start, int end) {
    long hash = end - start;
    int at = start;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ Swar.load(bytes, at)) * MIX;
      hash ^= hash >>> 32;
    }
    if (at < end) {
      hash = (hash ^ (Swar.load(bytes, at) & (-1L >>> (64 - 8 * (end - at))))) * MIX;
      hash ^= hash >>> 32;
    }
    return (int) hash & (PLACES - 1);
  }
}
