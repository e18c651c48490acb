package lampas.promql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import lampas.promql.syntax.Parser;

/**
 * A series as the upstream scripts write it: {@code name{label="value"} 1 2 _ stale 0+10x5}.
 *
 * @param values what stands at each step; empty where there is no sample or a native histogram
 * @param hasHistograms whether any of the values is a native histogram
 */
record SeriesNotation(Labels labels, List<OptionalDouble> values, boolean hasHistograms) {
  private static final String NUMBER =
      "[+-]?(?:[0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\\.[0-9]+(?:[eE][+-]?[0-9]+)?|[iI]nf|NaN|nan)";
  private static final Pattern ITEM =
      Pattern.compile("(_|stale|" + NUMBER + ")([+-]" + NUMBER.substring(5) + ")?(?:x([0-9]+))?");
  private static final Pattern HISTOGRAM =
      Pattern.compile("\\{\\{.*?\\}\\}(?:[+-]\\{\\{.*?\\}\\})?(?:x([0-9]+))?");

  static SeriesNotation parse(String line) {
    int end = endOfLabels(line);
    Labels labels = labels(line.substring(0, end));
    List<OptionalDouble> values = new ArrayList<>();
    boolean histograms = false;
    int at = end;
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      boolean histogram = line.startsWith("{{", at);
      histograms |= histogram;
      Matcher matcher = (histogram ? HISTOGRAM : ITEM).matcher(line).region(at, line.length());
      if (!matcher.lookingAt()) {
        throw new IllegalArgumentException("series values: " + line.substring(at));
      }
      if (histogram) {
        repeat(values, matcher.group(1), Double.NaN, 0, true, false);
      } else {
        addItem(values, matcher);
      }
      at = matcher.end();
    }
    return new SeriesNotation(labels, values, histograms);
  }

  private static void addItem(List<OptionalDouble> values, Matcher item) {
    boolean blank = item.group(1).equals("_");
    double value =
        blank ? 0 : item.group(1).equals("stale") ? SampleValue.STALE : number(item.group(1));
    double increment = item.group(2) == null ? 0 : number(item.group(2));
    repeat(values, item.group(3), value, increment, blank, blank);
  }

  private static void repeat(
      List<OptionalDouble> values,
      String times,
      double first,
      double increment,
      boolean absent,
      boolean exactly) {
    int count = times == null ? 1 : Integer.parseInt(times) + (exactly ? 0 : 1);
    double value = first;
    for (int i = 0; i < count; i++) {
      values.add(absent ? OptionalDouble.empty() : OptionalDouble.of(value));
      value = increment == 0 ? value : value + increment;
    }
  }

  static double number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "nan", "+nan", "-nan" -> Double.NaN;
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(lower);
    };
  }

  private static Labels labels(String text) {
    Labels.Builder labels = Labels.builder();
    if (!text.isBlank() && !text.matches("\\{\\s*\\}")) {
      Parser.parseMetricSelector(text)
          .forEach(matcher -> labels.set(matcher.name(), matcher.value()));
    }
    return labels.build();
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
    char quote = 0;
    for (at = brace + 1; at < line.length(); at++) {
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
    throw new IllegalArgumentException("series: " + line);
  }
}
