package lampas.client.decode;

import java.util.Arrays;

/** The label that the series before has at one place, with its text. */
final class LabelSlot {
  private static final int MAXIMUM_LENGTH = 512;

  /* Name, colon and value with their quotes, as they were written; eight bytes more may be read. */
  private byte[] raw = new byte[64];

  /* Zero if the text was not kept. */
  private int length;

  /* Where in the text the value begins, behind its quote. */
  private int valueStart;

  private String name = "";
  private String value = "";

  String name() {
    return name;
  }

  String value() {
    return value;
  }

  /**
   * Reads a label of the same name; gives the place behind it, or the place itself if it has
   * another name or is written otherwise.
   */
  int read(byte[] b, int from, TextTable values) {
    int same = same(b, from);
    if (same == length) {
      return from + length;
    }
    if (same < valueStart) {
      return from;
    }
    int start = from + valueStart;
    int end = Swar.endOfPlainText(b, start);
    if (b[end] != '"') {
      return from;
    }
    value = values.text(b, start, end);
    keep(b, start, valueStart, end + 1 - start);
    return end + 1;
  }

  /** Takes note of a label and its text. */
  void learn(String name, String value, byte[] b, int start, int valueStart, int end) {
    this.name = name;
    this.value = value;
    this.valueStart = valueStart - start;
    keep(b, start, 0, end - start);
  }

  /** Takes note of a label whose text is not at hand. */
  void learn(String name, String value) {
    this.name = name;
    this.value = value;
    length = 0;
    valueStart = 1;
  }

  /* How many bytes are as before. A zero byte, which text has none of, ends the buffer. */
  private int same(byte[] b, int from) {
    for (int i = 0; i < length; i += 8) {
      long difference = Swar.load(b, from + i) ^ Swar.load(raw, i);
      if (difference != 0) {
        return Math.min(length, i + (Long.numberOfTrailingZeros(difference) >>> 3));
      }
    }
    return length;
  }

  private void keep(byte[] b, int start, int at, int count) {
    if (at + count > MAXIMUM_LENGTH) {
      learn(name, value);
      return;
    }
    if (at + count + 8 > raw.length) {
      raw = Arrays.copyOf(raw, at + count + 40);
    }
    System.arraycopy(b, start, raw, at, count);
    length = at + count;
  }
}
