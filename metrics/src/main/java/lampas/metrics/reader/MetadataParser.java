package lampas.metrics.reader;

import java.util.List;
import lampas.model.catalogue.MetricKind;

/**
 * Reads the lines that begin with {@code #}.
 *
 * <p>Source: the parsers in model/textparse of Prometheus. In the text format everything that is
 * not HELP or TYPE is a comment; OpenMetrics has no comments, but UNIT and EOF.
 */
final class MetadataParser {
  private static final List<String> TEXT_TYPES =
      List.of("counter", "gauge", "histogram", "summary", "untyped");
  private static final List<String> OPEN_METRICS_TYPES =
      List.of(
          "counter",
          "gauge",
          "histogram",
          "gaugehistogram",
          "summary",
          "info",
          "stateset",
          "unknown");

  private final LineCursor cursor;
  private final LabelParser labels;

  MetadataParser(LineCursor cursor, LabelParser labels) {
    this.cursor = cursor;
    this.labels = labels;
  }

  /** Reads a comment of the text format and moves to its line break. */
  void textComment(ExpositionHandler<?> handler) {
    int end = cursor.lineEnd();
    int hash = cursor.at++;
    cursor.skipBlanks();
    boolean spaced = cursor.at > hash + 1;
    if (spaced && takeKeyword("HELP")) {
      cursor.skipBlanks();
      String family = family();
      handler.help(family, labels.helpText(textStart(end), end));
    } else if (spaced && takeKeyword("TYPE")) {
      cursor.skipBlanks();
      String family = family();
      handler.type(family, kind(TEXT_TYPES, textStart(end), end));
    }
    cursor.at = end;
  }

  /**
   * Reads a line of OpenMetrics that begins with {@code #} and moves to its line break.
   *
   * @return whether the line is the last one, {@code # EOF}
   */
  boolean openMetricsLine(ExpositionHandler<?> handler) {
    int end = cursor.lineEnd();
    cursor.at++;
    takeSpace("a space");
    boolean last = end - cursor.at == 3 && startsWith("EOF");
    if (takeKeyword("HELP")) {
      String family = strictFamily();
      handler.help(family, labels.text(cursor.at, end));
    } else if (takeKeyword("TYPE")) {
      String family = strictFamily();
      handler.type(family, kind(OPEN_METRICS_TYPES, cursor.at, end));
    } else if (takeKeyword("UNIT")) {
      String family = strictFamily();
      handler.unit(family, unit(family, end));
    } else if (!last) {
      throw cursor.unexpected("HELP, TYPE, UNIT or EOF");
    }
    cursor.at = end;
    return last;
  }

  private boolean takeKeyword(String word) {
    boolean found = startsWith(word) && LineCursor.isBlank(cursor.bytes[cursor.at + word.length()]);
    cursor.at += found ? word.length() : 0;
    return found;
  }

  private boolean startsWith(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (cursor.bytes[cursor.at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void takeSpace(String expected) {
    if (cursor.bytes[cursor.at] != ' ') {
      throw cursor.unexpected(expected);
    }
    cursor.at++;
  }

  private String family() {
    int start = cursor.at;
    if (cursor.bytes[start] == '"') {
      return labels.quoted();
    }
    cursor.skipMetricName();
    if (cursor.at == start) {
      throw cursor.unexpected("a metric name");
    }
    return labels.text(start, cursor.at);
  }

  private String strictFamily() {
    takeSpace("a space");
    String family = family();
    takeSpace("a space and a text");
    return family;
  }

  /* One character separates the name from the text; the line may also end behind the name. */
  private int textStart(int end) {
    int name = cursor.at;
    cursor.skipBlanks();
    return cursor.atLineBreak() ? end : name + 1;
  }

  private MetricKind kind(List<String> types, int start, int end) {
    String type = labels.text(start, end);
    if (!types.contains(type)) {
      throw cursor.unexpected("type", start, end, String.join(", ", types));
    }
    return MetricKind.of(type).orElseThrow();
  }

  private String unit(String family, int end) {
    String unit = labels.text(cursor.at, end);
    if (!unit.isEmpty() && !family.endsWith("_" + unit)) {
      throw cursor.unexpected("unit", cursor.at, end, "the last part of the name " + family);
    }
    return unit;
  }
}
