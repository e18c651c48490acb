package lampas.metrics.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import lampas.model.label.Labels;

/**
 * The label values of one family's series as the bytes that stand in an exposition.
 *
 * <p>The bytes of a series are <code>{method="GET",code="200"</code>, without the closing brace so
 * that a bucket's bound can follow; nothing if there are no labels. Both text formats escape the
 * same way: backslash, double quote and line feed. Sources: the text format 0.0.4 and OpenMetrics
 * 1.0, "Escaping".
 */
final class EncodedLabels {
  static final byte[] NONE = {};

  private final List<String> names;
  /* What stands in front of each value: {method=" and ,code=" */
  private final byte[][] leads;

  EncodedLabels(List<String> names, Escaping escaping) {
    this.names = names;
    this.leads = new byte[names.size()][];
    for (int i = 0; i < leads.length; i++) {
      String lead = (i == 0 ? "{" : ",") + name(names.get(i), escaping) + "=\"";
      leads[i] = lead.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** A label's name as it is written, in quotes if it needs them. */
  static String name(String name, Escaping escaping) {
    String escaped = escaping.escape(name);
    return Escaping.isLegacy(escaped) ? escaped : "\"" + EscapedText.escaped(escaped) + "\"";
  }

  boolean isSameAs(EncodedLabels other) {
    return Arrays.deepEquals(leads, other.leads);
  }

  byte[] encode(String[] values) {
    if (leads.length == 0) {
      return NONE;
    }
    byte[][] escaped = new byte[values.length][];
    int length = 0;
    for (int i = 0; i < values.length; i++) {
      escaped[i] = EscapedText.labelValue(values[i]);
      length += leads[i].length + escaped[i].length + 1;
    }
    byte[] bytes = new byte[length];
    int position = 0;
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(leads[i], 0, bytes, position, leads[i].length);
      position += leads[i].length;
      System.arraycopy(escaped[i], 0, bytes, position, escaped[i].length);
      position += escaped[i].length;
      bytes[position++] = '"';
    }
    return bytes;
  }

  /** Whether the bytes are those of these values; compares without encoding what is plain ASCII. */
  boolean matches(byte[] bytes, String[] values) {
    int position = 0;
    for (int i = 0; i < leads.length; i++) {
      position += leads[i].length;
      String value = values[i];
      int length = value.length();
      if (position + length >= bytes.length) {
        return false;
      }
      for (int j = 0; j < length; j++) {
        char c = value.charAt(j);
        if (c >= 0x80 || c == '\\' || c == '"' || c == '\n') {
          return Arrays.equals(bytes, encode(values));
        }
        if (bytes[position + j] != c) {
          return false;
        }
      }
      position += length;
      if (bytes[position++] != '"') {
        return false;
      }
    }
    return position == bytes.length;
  }

  Labels decode(byte[] bytes) {
    String[] values = values(bytes);
    Labels.Builder labels = Labels.builder();
    for (int i = 0; i < values.length; i++) {
      labels.add(names.get(i), values[i]);
    }
    return labels.build();
  }

  /** The values that {@link #encode} made the bytes of. */
  String[] values(byte[] bytes) {
    String[] values = new String[leads.length];
    int position = 0;
    for (int i = 0; i < leads.length; i++) {
      int start = position + leads[i].length;
      int end = valueEnd(bytes, start);
      values[i] =
          EscapedText.unescape(new String(bytes, start, end - start, StandardCharsets.UTF_8));
      position = end + 1;
    }
    return values;
  }

  int size() {
    return leads.length;
  }

  /** How many bytes stand in front of the value of a label. */
  int leadLength(int label) {
    return leads[label].length;
  }

  /** Where the quote behind a value stands. */
  static int valueEnd(byte[] bytes, int start) {
    int end = start;
    while (bytes[end] != '"') {
      end += bytes[end] == '\\' ? 2 : 1;
    }
    return end;
  }
}
