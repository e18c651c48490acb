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

  EncodedLabels(List<String> names) {
    this.names = names;
    this.leads = new byte[names.size()][];
    for (int i = 0; i < leads.length; i++) {
      leads[i] = ((i == 0 ? "{" : ",") + names.get(i) + "=\"").getBytes(StandardCharsets.UTF_8);
    }
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
    Labels.Builder labels = Labels.builder();
    int position = 0;
    for (int i = 0; i < leads.length; i++) {
      position += leads[i].length;
      int end = position;
      while (bytes[end] != '"') {
        end += bytes[end] == '\\' ? 2 : 1;
      }
      String escaped = new String(bytes, position, end - position, StandardCharsets.UTF_8);
      labels.add(names.get(i), EscapedText.unescape(escaped));
      position = end + 1;
    }
    return labels.build();
  }
}
