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
  private static final int SMALLEST = 1 << 8;
  private static final int LARGEST = 1 << 13;
  private static final int MAXIMUM_LENGTH = 128;
  private static final long MIX = 0x9e3779b97f4a7c15L;
  private static final byte[] NONE = {};

  private byte[][] raws = {};
  private String[] texts = {};
  private int misses;

  /** The text of bytes that are all ASCII; bytes behind the end may be read, not used. */
  String text(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length > MAXIMUM_LENGTH) {
      return new String(bytes, start, length, ISO_8859_1);
    }
    if (misses >= raws.length) {
      grow();
    }
    int place = hash(bytes, start, end) & (raws.length - 1);
    byte[] raw = raws[place];
    if (raw.length == length && Arrays.equals(bytes, start, end, raw, 0, length)) {
      return texts[place];
    }
    misses++;
    String text = new String(bytes, start, length, ISO_8859_1);
    raws[place] = Arrays.copyOfRange(bytes, start, end);
    texts[place] = text;
    return text;
  }

  /* What was there is forgotten: it comes again, if it is of use. */
  private void grow() {
    int size = Math.min(LARGEST, Math.max(SMALLEST, 4 * raws.length));
    misses = size == raws.length ? Integer.MIN_VALUE : 0;
    if (misses == 0) {
      raws = new byte[size][];
      texts = new String[size];
      Arrays.fill(raws, NONE);
      Arrays.fill(texts, "");
    }
  }

  private static int hash(byte[] bytes, int start, int end) {
    long hash = (long) end - start;
    int at = start;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ Swar.load(bytes, at)) * MIX;
      hash ^= hash >>> 32;
    }
    if (at < end) {
      hash = (hash ^ (Swar.load(bytes, at) & (-1L >>> (64 - 8 * (end - at))))) * MIX;
      hash ^= hash >>> 32;
    }
    /* Only the upper bits depend on all of the text. */
    return (int) ((hash * MIX) >>> 40);
  }
}
