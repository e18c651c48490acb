package lampas.promql.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BinaryOperator;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.SampleValue;
import lampas.model.time.PrometheusDuration;

/** Reads the points of a series: numbers, histograms, gaps, and their repetitions. */
final class PointParser {
  private static final SeriesPoint GAP = new SeriesPoint.Gap();

  private final String line;
  private final List<SeriesPoint> points;
  private int at;

  PointParser(String line, int start, List<SeriesPoint> points) {
    this.line = line;
    this.at = start;
    this.points = points;
  }

  void parse() {
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
      } else if (line.startsWith("{{", at)) {
        histograms();
      } else {
        int start = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
          at++;
        }
        numbers(line.substring(start, at));
      }
    }
  }

  private void histograms() {
    SeriesPoint.Histogram first = histogram();
    char next = at < line.length() ? line.charAt(at) : ' ';
    switch (next) {
      case 'x' -> {
        long times = times(restOfItem());
        add(first, times + 1);
      }
      case '+', '-' -> {
        at++;
        if (!line.startsWith("{{", at)) {
          throw wrong(line.substring(at), "{{...}} after {{...}}" + next);
        }
        SeriesPoint.Histogram change = histogram();
        BinaryOperator<NativeHistogram> step =
            next == '+' ? HistogramSteps::plus : HistogramSteps::minus;
        progression(first, change, step, times(restOfItem()));
      }
      default -> {
        if (!Character.isWhitespace(next)) {
          throw wrong(restOfItem(), "a space, x, + or - after {{...}}");
        }
        add(first, 1);
      }
    }
  }

  private SeriesPoint.Histogram histogram() {
    int end = line.indexOf("}}", at);
    if (end < 0) {
      throw wrong(line.substring(at), "a closing }}");
    }
    String text = line.substring(at, end + 2);
    at = end + 2;
    return HistogramParser.parse(text);
  }

  private void progression(
      SeriesPoint.Histogram first,
      SeriesPoint.Histogram change,
      BinaryOperator<NativeHistogram> step,
      long times) {
    checkRoom(times + 1);
    NativeHistogram value = first.histogram();
    for (long i = 0; i <= times; i++) {
      value = i == 0 ? value : step.apply(value, change.histogram());
      CounterReset reset = value.counterReset();
      points.add(new SeriesPoint.Histogram(value, change.said().map(said -> reset)));
    }
  }

  private String restOfItem() {
    int start = at;
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return line.substring(start, at);
  }

  private void numbers(String item) {
    if (item.equals("_")) {
      add(GAP, 1);
      return;
    }
    if (item.startsWith("_x")) {
      add(GAP, times(item.substring(1)));
      return;
    }
    int end = endOfNumber(item, 0);
    double value = number(item.substring(0, end), item);
    if (end == item.length()) {
      add(new SeriesPoint.Value(value), 1);
    } else if (item.charAt(end) == 'x') {
      add(new SeriesPoint.Value(value), times(item.substring(end)) + 1);
    } else {
      int endOfChange = endOfNumber(item, end);
      double change = number(item.substring(end, endOfChange), item);
      progression(value, change, times(item.substring(endOfChange)));
    }
  }

  private void progression(double first, double change, long times) {
    checkRoom(times + 1);
    double value = first;
    for (long i = 0; i <= times; i++) {
      points.add(new SeriesPoint.Value(value));
      value += change;
    }
  }

  private void add(SeriesPoint point, long times) {
    checkRoom(times);
    for (long i = 0; i < times; i++) {
      points.add(point);
    }
  }

  private void checkRoom(long more) {
    if (more > SeriesNotation.MAXIMUM_POINTS - points.size()) {
      throw new ScriptException(
          "points of a series: %d (expected: at most %d)"
              .formatted(points.size() + more, SeriesNotation.MAXIMUM_POINTS));
    }
  }

  private long times(String text) {
    String digits = text.startsWith("x") ? text.substring(1) : "";
    if (digits.isEmpty()
        || digits.length() > 12
        || !digits.chars().allMatch(PointParser::isDigit)) {
      throw wrong(text, "x and how many times, such as x10");
    }
    return Long.parseLong(digits);
  }

  /* A sign that follows an e of an exponent belongs to the number; an x never does. */
  private static int endOfNumber(String item, int start) {
    int end = start;
    if (end < item.length() && (item.charAt(end) == '+' || item.charAt(end) == '-')) {
      end++;
    }
    boolean number = end < item.length() && !Character.isLetter(item.charAt(end));
    while (end < item.length()) {
      char c = item.charAt(end);
      boolean sign = c == '+' || c == '-';
      boolean exponent = number && end > start && (item.charAt(end - 1) | 0x20) == 'e';
      if (c == 'x' || (sign && !exponent)) {
        return end;
      }
      end++;
    }
    return end;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** A number, {@code stale}, or a duration in seconds, with a sign or without. */
  private double number(String text, String item) {
    if (text.equals("stale")) {
      return SampleValue.STALE;
    }
    return tryNumber(text).orElseThrow(() -> wrong(item, "a number, _, stale or {{...}}"));
  }

  /** A number as PromQL writes it; durations count in seconds, a leading 0 makes it octal. */
  static Optional<Double> tryNumber(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    double sign = text.startsWith("-") ? -1 : 1;
    switch (digits.toLowerCase(Locale.ROOT)) {
      case "nan" -> {
        return Optional.of(Double.NaN);
      }
      case "inf" -> {
        return Optional.of(sign * Double.POSITIVE_INFINITY);
      }
      default -> {}
    }
    if (digits.isEmpty() || !(isDigit(digits.charAt(0)) || digits.charAt(0) == '.')) {
      return Optional.empty();
    }
    if (digits.length() > 1 && digits.length() < 20 && digits.matches("0[0-7]+")) {
      return Optional.of(sign * Long.parseLong(digits, 8));
    }
    try {
      return Optional.of(sign * SampleValue.parse(digits));
    } catch (NumberFormatException notDecimal) {
      OptionalLong millis = PrometheusDuration.tryParseMillis(digits);
      return millis.isPresent()
          ? Optional.of(sign * millis.getAsLong() / 1000.0)
          : Optional.empty();
    }
  }

  private static ScriptException wrong(String text, String expected) {
    return new ScriptException("series point: \"" + text + "\" (expected: " + expected + ")");
  }
}
