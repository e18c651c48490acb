package lampas.metrics.reader;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/**
 * Makes labels of a series' bytes; runs once for a series, when it is seen first.
 *
 * <p>Source: the parsers in model/textparse of Prometheus. The text format lets blanks stand
 * between all parts and does not insist on commas between labels; OpenMetrics does neither.
 */
final class LabelParser {
  private final LineCursor cursor;
  private final ReadLimits limits;
  private final TextPool pool = new TextPool();
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final Set<String> names = new HashSet<>();
  private Labels.Builder builder = Labels.builder();
  private boolean strict;

  LabelParser(LineCursor cursor, ReadLimits limits) {
    this.cursor = cursor;
    this.limits = limits;
  }

  void syntax(ExpositionSyntax syntax) {
    strict = syntax == ExpositionSyntax.OPEN_METRICS;
  }

  /** The labels of the series at the cursor, the metric's name included; moves behind it. */
  Labels series() {
    begin();
    int start = cursor.at;
    cursor.skipMetricName();
    if (cursor.at > start) {
      add(LabelNames.METRIC_NAME, pool.ascii(cursor.bytes, start, cursor.at), start);
      skipBlanks();
    }
    if (cursor.bytes[cursor.at] == '{') {
      block(true);
    }
    if (!names.contains(LabelNames.METRIC_NAME)) {
      throw cursor.fail(start, "labels without a metric name (expected: a name before or in {})");
    }
    return builder.build();
  }

  /** The labels of the exemplar whose opening brace is at the cursor; moves behind them. */
  Labels exemplar() {
    begin();
    block(false);
    return builder.build();
  }

  private void begin() {
    builder = Labels.builder();
    names.clear();
  }

  private void block(boolean nameAllowed) {
    cursor.at++;
    skipBlanks();
    while (cursor.bytes[cursor.at] != '}') {
      item(nameAllowed);
      skipBlanks();
      if (cursor.bytes[cursor.at] == ',') {
        cursor.at++;
        skipBlanks();
      } else if (strict && cursor.bytes[cursor.at] != '}') {
        throw cursor.unexpected(", or }");
      }
    }
    cursor.at++;
  }

  private void item(boolean nameAllowed) {
    int start = cursor.at;
    boolean quoted = cursor.bytes[start] == '"';
    String name = quoted ? quoted() : bareName();
    int nameBytes = cursor.at - start - (quoted ? 2 : 0);
    skipBlanks();
    byte next = cursor.bytes[cursor.at];
    if (quoted && nameAllowed && (next == ',' || next == '}')) {
      if (names.contains(LabelNames.METRIC_NAME)) {
        throw cursor.fail(start, "second metric name (expected: one name a series)");
      }
      if (name.isEmpty()) {
        throw cursor.fail(start, "empty metric name (expected: a name)");
      }
      add(LabelNames.METRIC_NAME, name, start);
      return;
    }
    if (next != '=') {
      throw cursor.unexpected("=");
    }
    cursor.at++;
    skipBlanks();
    if (cursor.bytes[cursor.at] != '"') {
      throw cursor.unexpected("a label value in double quotes");
    }
    if (name.isEmpty()) {
      throw cursor.fail(start, "empty label name (expected: a name)");
    }
    if (name.equals(LabelNames.METRIC_NAME)) {
      throw cursor.fail(start, "label __name__ (expected: the metric's name before the labels)");
    }
    int value = cursor.at;
    add(name, quoted(), start);
    checkLimits(start, nameBytes, value, cursor.at - value - 2);
  }

  private void add(String name, String value, int start) {
    if (!names.add(name)) {
      throw cursor.fail(start, "label " + name + " comes twice (expected: once)");
    }
    builder.add(name, value);
  }

  private void checkLimits(int nameStart, int nameBytes, int valueStart, int valueBytes) {
    int labels = names.size() - (names.contains(LabelNames.METRIC_NAME) ? 1 : 0);
    if (labels > limits.labels()) {
      throw cursor.overLimit(nameStart, labels + " labels", limits.labels());
    }
    if (valueBytes > limits.labelValueBytes()) {
      throw cursor.overLimit(
          valueStart, "label value of " + valueBytes + " bytes", limits.labelValueBytes());
    }
    if (nameBytes > limits.labelNameBytes()) {
      throw cursor.overLimit(
          nameStart, "label name of " + nameBytes + " bytes", limits.labelNameBytes());
    }
  }

  private String bareName() {
    int start = cursor.at;
    cursor.skipLabelName();
    if (cursor.at == start) {
      throw cursor.unexpected("a label name or }");
    }
    return pool.ascii(cursor.bytes, start, cursor.at);
  }

  private void skipBlanks() {
    if (!strict) {
      cursor.skipBlanks();
    }
  }

  /** The text in double quotes at the cursor, without its escapes; moves behind it. */
  String quoted() {
    int start = cursor.at + 1;
    cursor.skipQuoted();
    return text(start, cursor.at - 1);
  }

  /** A text without its escapes: {@code \\}, {@code \"}, {@code \n}; others stay as they are. */
  String text(int start, int end) {
    return text(start, end, "\\\"n");
  }

  /** A help text of the text format, which does not escape quotes. */
  String helpText(int start, int end) {
    return text(start, end, "\\n");
  }

  private String text(int start, int end, String escapes) {
    byte[] bytes = cursor.bytes;
    boolean plain = true;
    for (int i = start; i < end && plain; i++) {
      plain = bytes[i] >= 0 && bytes[i] != '\\';
    }
    return plain ? pool.ascii(bytes, start, end) : unescape(decode(start, end), escapes);
  }

  private String decode(int start, int end) {
    try {
      return utf8.decode(ByteBuffer.wrap(cursor.bytes, start, end - start)).toString();
    } catch (CharacterCodingException malformed) {
      throw cursor.fail(start, "bytes that are not UTF-8 (expected: UTF-8)");
    }
  }

  private static String unescape(String text, String escapes) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c == '\\' && i < text.length() && escapes.indexOf(text.charAt(i)) >= 0) {
        c = text.charAt(i++);
        c = c == 'n' ? '\n' : c;
      }
      out.append(c);
    }
    return out.toString();
  }
}
