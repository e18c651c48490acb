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
  /* Labels that all series share come first: how many, and their bytes. */
  private final int constants;
  private final byte[] prefix;

  EncodedLabels(List<String> names, Escaping escaping) {
    this(names, escaping, List.of());
  }

  /**
   * Of labels the first of which have the same value in every series.
   *
   * @param constants their values, which are not given to {@link #encode}
   */
  EncodedLabels(List<String> names, Escaping escaping, List<String> constants) {
    this.names = names;
    this.leads = new byte[names.size()][];
    for (int i = 0; i < leads.length; i++) {
      String lead = (i == 0 ? "{" : ",") + name(names.get(i), escaping) + "=\"";
      leads[i] = lead.getBytes(StandardCharsets.UTF_8);
    }
    this.constants = constants.size();
    this.prefix = join(NONE, 0, constants.toArray(String[]::new));
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
    return leads.length == constants ? prefix : join(prefix, constants, values);
  }

  private byte[] join(byte[] start, int first, String[] values) {
    if (values.length == 0) {
      return start;
    }
    byte[][] escaped = new byte[values.length][];
    int length = start.length;
    for (int i = 0; i < values.length; i++) {
      escaped[i] = EscapedText.labelValue(values[i]);
      length += leads[first + i].length + escaped[i].length + 1;
    }
    byte[] bytes = Arrays.copyOf(start, length);
    int position = start.length;
    for (int i = 0; i < values.length; i++) {
      byte[] lead = leads[first + i];
      System.arraycopy(lead, 0, bytes, position, lead.length);
      position += lead.length;
      System.arraycopy(escaped[i], 0, bytes, position, escaped[i].length);
      position += escaped[i].length;
      bytes[position++] = '"';
    }
    return bytes;
  }

  /** Whether the bytes are those of these values; compares without encoding what is plain ASCII. */
  boolean matches(byte[] bytes, String[] values) {
    int position = prefix.length;
    for (int i = constants; i < leads.length; i++) {
      position += leads[i].length;
      String value = values[i - constants];
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

  /** All values of a series, those that all share included. */
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
