package lampas.client.decode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lampas.model.label.Labels;

/**
 * Reads the labels of one series after the other.
 *
 * <p>The labels of neighbours are much the same, and so is the text of them. What is, byte for
 * byte, as it was at the same place of the series before is not read again.
 */
final class LabelReader {
  private static final int MAXIMUM_SLOTS = 64;

  /** The label at one place of the series before. */
  private static final class Slot {
    private static final int MAXIMUM_LENGTH = 512;

    /** Name, colon and value, as they were written. */
    byte[] raw = {};

    int length;

    /** Where in the raw text the value begins, behind its quote. */
    int valueStart;

    String name = "";
    String value = "";

    void learn(byte[] from, int start, int end, int valueStart) {
      length = 0;
      int size = end - start;
      if (size > 0 && size <= MAXIMUM_LENGTH) {
        reserve(size);
        System.arraycopy(from, start, raw, 0, size);
        length = size;
        this.valueStart = valueStart - start;
      }
    }

    void learnValue(byte[] from, int start, int end) {
      int size = end - start;
      if (valueStart + size > MAXIMUM_LENGTH) {
        return;
      }
      reserve(valueStart + size);
      System.arraycopy(from, start, raw, valueStart, size);
      length = valueStart + size;
    }

    private void reserve(int size) {
      if (size > raw.length) {
        raw = Arrays.copyOf(raw, size + 32);
      }
    }
  }

  private final JsonReader json;
  private final List<Slot> slots = new ArrayList<>();
  private final TextTable values = new TextTable();
  private String[] pairs = new String[32];

  LabelReader(JsonReader json) {
    this.json = json;
  }

  /** Reads an object of labels. */
  Labels read() throws IOException {
    json.enter('{', "an object of labels");
    long offset = json.bytes.offset();
    int size = 0;
    while (json.more('}')) {
      if (2 * size == pairs.length) {
        pairs = Arrays.copyOf(pairs, 4 * size);
      }
      pair(size++);
    }
    try {
      return Labels.of(Arrays.copyOf(pairs, 2 * size));
    } catch (IllegalArgumentException malformed) {
      throw new DecodeException(offset, String.valueOf(malformed.getMessage()), "a label set");
    }
  }

  private void pair(int index) throws IOException {
    if (index >= MAXIMUM_SLOTS) {
      pairs[2 * index] = json.name();
      pairs[2 * index + 1] = json.text("a label's value");
      return;
    }
    if (index == slots.size()) {
      slots.add(new Slot());
    }
    Slot slot = slots.get(index);
    if (slot.length == 0 || !repeated(slot)) {
      anew(slot);
    }
    pairs[2 * index] = slot.name;
    pairs[2 * index + 1] = slot.value;
  }

  /* Whether at least the name is that of the series before: then the label has been read. */
  private boolean repeated(Slot slot) throws IOException {
    Bytes bytes = json.bytes;
    int start = bytes.position;
    byte[] buffer = bytes.buffer;
    int end = Math.min(start + slot.length, bytes.limit);
    int same = Arrays.mismatch(buffer, start, end, slot.raw, 0, slot.length);
    if (same < 0) {
      bytes.position = end;
      return true;
    }
    if (same < slot.valueStart) {
      return false;
    }
    int valueStart = start + slot.valueStart;
    int valueEnd = Swar.endOfPlainText(buffer, valueStart);
    if (buffer[valueEnd] == '"') {
      slot.value = values.text(buffer, valueStart, valueEnd);
      slot.learnValue(buffer, valueStart, valueEnd + 1);
      bytes.position = valueEnd + 1;
    } else {
      bytes.position = valueStart - 1;
      slot.value = json.text("a label's value");
      slot.length = 0;
    }
    return true;
  }

  private void anew(Slot slot) throws IOException {
    Bytes bytes = json.bytes;
    int start = bytes.position;
    int fillings = bytes.fillings;
    slot.name = json.name();
    json.token();
    int valueStart = bytes.position + 1;
    slot.value = json.text("a label's value");
    if (bytes.fillings == fillings) {
      slot.learn(bytes.buffer, start, bytes.position, valueStart);
    } else {
      slot.length = 0;
    }
  }
}
