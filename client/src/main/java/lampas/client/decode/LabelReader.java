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

  private final JsonReader json;
  private final List<LabelSlot> slots = new ArrayList<>();
  private final TextTable values = new TextTable();

  /* Names and values, as many as the series before had: series rarely differ in that. */
  private String[] pairs = {};
  private int size;

  LabelReader(JsonReader json) {
    this.json = json;
  }

  /** Reads an object of labels. */
  Labels read() throws IOException {
    json.enter('{', "an object of labels");
    long offset = json.bytes.offset();
    size = 0;
    repeated();
    while (json.more('}')) {
      anew();
      repeated();
    }
    if (2 * size != pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size);
    }
    try {
      return Labels.of(pairs);
    } catch (IllegalArgumentException malformed) {
      throw new DecodeException(offset, String.valueOf(malformed.getMessage()), "a label set");
    }
  }

  /* Reads labels for as long as they have the names of the series before, without white space. */
  private void repeated() {
    Bytes bytes = json.bytes;
    byte[] b = bytes.buffer;
    int p = bytes.position;
    while (size < slots.size() && (size == 0 || b[p] == ',')) {
      int start = size == 0 ? p : p + 1;
      LabelSlot slot = slots.get(size);
      int end = slot.read(b, start, values);
      if (end == start) {
        break;
      }
      p = end;
      put(slot.name(), slot.value());
    }
    if (p > bytes.position) {
      bytes.position = p;
      json.passed();
    }
  }

  private void anew() throws IOException {
    Bytes bytes = json.bytes;
    int start = bytes.position;
    int fillings = bytes.fillings;
    String name = json.name();
    json.token();
    int valueStart = bytes.position + 1;
    String value = json.text("a label's value");
    if (size < MAXIMUM_SLOTS) {
      if (size == slots.size()) {
        slots.add(new LabelSlot());
      }
      LabelSlot slot = slots.get(size);
      if (bytes.fillings == fillings) {
        slot.learn(name, value, bytes.buffer, start, valueStart, bytes.position);
      } else {
        slot.learn(name, value);
      }
    }
    put(name, value);
  }

  private void put(String name, String value) {
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * size + 2);
    }
    pairs[2 * size] = name;
    pairs[2 * size + 1] = value;
    size++;
  }
}
