package lampas.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lampas.model.label.Labels;
import lampas.promql.PromqlException;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;

/**
 * A series in script notation: labels, then what stands at each step, separated by spaces.
 *
 * <ul>
 *   <li>{@code 1.5}, {@code -3}, {@code 1e6}, {@code NaN}, {@code Inf}, {@code 1m30s} (in seconds):
 *       a number
 *   <li>{@code 5x3}: 5 5 5 5, the number and three times more; {@code 1+2x3}: 1 3 5 7; {@code
 *       9-2x3}: 9 7 5 3
 *   <li>{@code _}: no sample; {@code _x3}: three times none
 *   <li>{@code stale}: the series ends here
 *   <li><code>{{schema:0 count:3 sum:5 buckets:[1 2]}}</code>: a native histogram, repeated by
 *       {@code x3} and added up by <code>{{...}}+{{...}}x3</code> in the same way; see {@link
 *       HistogramNotation}
 * </ul>
 *
 * @param labels what identifies the series, the metric name included
 * @param points what stands at each step
 */
public record SeriesNotation(Labels labels, List<SeriesPoint> points) {
  /** The most points that one series may have. */
  static final int MAXIMUM_POINTS = 100_000;

  public SeriesNotation {
    points = List.copyOf(points);
  }

  /**
   * The series that a line describes, such as {@code up{job="api"} 1 1 0 _ 1x10}.
   *
   * @throws ScriptException if the line is not a series
   */
  public static SeriesNotation parse(String line) {
    int end = endOfLabels(line);
    Labels labels = labels(line.substring(0, end));
    List<SeriesPoint> points = new ArrayList<>();
    new PointParser(line, end, points).parse();
    return new SeriesNotation(labels, points);
  }

  /** The labels of a text without points, such as {@code up{job="api"}} or {@code {}}. */
  static Labels labels(String text) {
    if (text.isBlank() || isEmptyBraces(text)) {
      return Labels.empty();
    }
    Labels.Builder labels = Labels.builder();
    try {
      Parser.parseMetricSelector(text)
          .forEach(matcher -> {
            switch (matcher.type()) {
              case EQUAL -> labels.add(matcher.name(), matcher.value());
              case NOT_EQUAL, REGEX, NOT_REGEX ->
                  throw new ScriptException(
                      "series: label matcher "
                          + matcher
                          + " (expected: name=\"value\", as in a metric)");
            }
          });
      return labels.build();
    } catch (ParseException error) {
      throw new ScriptException("series: \"" + text + "\": " + error.reason());
    } catch (PromqlException error) {
      throw error;
    } catch (IllegalArgumentException error) {
      throw new ScriptException("series: \"" + text + "\": " + error.getMessage());
    }
  }

  private static boolean isEmptyBraces(String text) {
    String trimmed = text.trim();
    return trimmed.startsWith("{")
        && trimmed.endsWith("}")
        && trimmed.length() > 1
        && trimmed.substring(1, trimmed.length() - 1).isBlank();
  }

  private static int endOfLabels(String line) {
    int at = 0;
    while (at < line.length()
        && !Character.isWhitespace(line.charAt(at))
        && line.charAt(at) != '{') {
      at++;
    }
    int brace = at;
    while (brace < line.length() && Character.isWhitespace(line.charAt(brace))) {
      brace++;
    }
    if (brace == line.length() || line.charAt(brace) != '{' || line.startsWith("{{", brace)) {
      return at;
    }
    return closingBrace(line, brace);
  }

  private static int closingBrace(String line, int brace) {
    char quote = 0;
    for (int at = brace + 1; at < line.length(); at++) {
      char c = line.charAt(at);
      if (quote != 0) {
        if (c == '\\' && quote != '`') {
          at++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '}') {
        return at + 1;
      }
    }
    throw new ScriptException("series: \"" + line + "\" (expected: a closing brace)");
  }

  /** In script notation, each point written out. */
  @Override
  public String toString() {
    return labels + points.stream().map(point -> " " + point).collect(Collectors.joining());
  }
}
