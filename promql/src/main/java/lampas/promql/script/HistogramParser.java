package lampas.promql.script;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lampas.model.error.NearestName;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;

/** Reads one native histogram; {@link HistogramNotation} says how it is written. */
final class HistogramParser {
  private enum Key {
    SCHEMA,
    COUNT,
    SUM,
    Z_BUCKET,
    Z_BUCKET_W,
    BUCKETS,
    OFFSET,
    N_BUCKETS,
    N_OFFSET,
    CUSTOM_VALUES,
    COUNTER_RESET_HINT;

    private String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Key, String> values = new EnumMap<>(Key.class);

  private HistogramParser() {}

  static SeriesPoint.Histogram parse(String text) {
    if (!text.startsWith("{{") || !text.endsWith("}}") || text.length() < 4) {
      throw new ScriptException("histogram: \"" + text + "\" (expected: {{...}})");
    }
    HistogramParser parser = new HistogramParser();
    for (String part : parts(text.substring(2, text.length() - 2))) {
      parser.take(part);
    }
    return parser.build();
  }

  static String name(CounterReset reset) {
    return reset.name().toLowerCase(Locale.ROOT);
  }

  /* Spaces separate parts, but not inside square brackets. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean inBrackets = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isWhitespace(c) && (!inBrackets || i == text.length())) {
        if (!part.isEmpty()) {
          parts.add(part.toString());
          part.setLength(0);
        }
      } else {
        inBrackets = c == '[' || (inBrackets && c != ']');
        part.append(c);
      }
    }
    return parts;
  }

  private void take(String part) {
    int colon = part.indexOf(':');
    String name = colon < 0 ? part : part.substring(0, colon);
    Key key = key(name);
    if (colon < 0) {
      throw new ScriptException("histogram: \"" + part + "\" (expected: " + name + ":value)");
    }
    if (values.put(key, part.substring(colon + 1)) != null) {
      throw new ScriptException("histogram: \"" + key.text() + "\" comes twice (expected: once)");
    }
  }

  private static Key key(String name) {
    TreeSet<String> names = new TreeSet<>();
    for (Key key : Key.values()) {
      if (key.text().equals(name.toLowerCase(Locale.ROOT))) {
        return key;
      }
      names.add(key.text());
    }
    String hint =
        NearestName.of(name, names).map(near -> "; did you mean " + near + "?").orElse("");
    throw new ScriptException(
        "histogram key: \""
            + name
            + "\" (expected: one of "
            + String.join(", ", names)
            + hint
            + ")");
  }

  private SeriesPoint.Histogram build() {
    Optional<CounterReset> said =
        Optional.ofNullable(values.get(Key.COUNTER_RESET_HINT)).map(HistogramParser::counterReset);
    NativeHistogram histogram =
        NativeHistogram.builder()
            .schema(whole(Key.SCHEMA))
            .counterReset(said.orElse(CounterReset.UNKNOWN))
            .count(number(Key.COUNT))
            .sum(number(Key.SUM))
            .zeroBucket(number(Key.Z_BUCKET_W), number(Key.Z_BUCKET))
            .positive(buckets(Key.BUCKETS, Key.OFFSET))
            .negative(buckets(Key.N_BUCKETS, Key.N_OFFSET))
            .customBounds(list(Key.CUSTOM_VALUES))
            .build();
    return new SeriesPoint.Histogram(histogram, said);
  }

  private static CounterReset counterReset(String text) {
    for (CounterReset reset : CounterReset.values()) {
      if (name(reset).equals(text.toLowerCase(Locale.ROOT))) {
        return reset;
      }
    }
    throw new ScriptException(
        "counter_reset_hint: \"" + text + "\" (expected: unknown, reset, not_reset or gauge)");
  }

  private BucketCounts buckets(Key countsKey, Key offsetKey) {
    double[] counts = list(countsKey);
    int offset = whole(offsetKey);
    if (offset > Integer.MAX_VALUE - counts.length) {
      throw new ScriptException(
          "histogram %s: %d (expected: room for %d buckets)"
              .formatted(offsetKey.text(), offset, counts.length));
    }
    int[] indices = new int[counts.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = offset + i;
    }
    return BucketCounts.of(indices, counts);
  }

  private double[] list(Key key) {
    String text = values.get(key);
    if (text == null) {
      return new double[0];
    }
    String inner =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
    if (inner.isBlank()) {
      throw new ScriptException(
          "histogram %s: \"%s\" (expected: numbers in brackets, such as [5 10 7])"
              .formatted(key.text(), text));
    }
    String[] items = inner.trim().split("\\s+", -1);
    double[] numbers = new double[items.length];
    for (int i = 0; i < items.length; i++) {
      numbers[i] = number(key, items[i]);
    }
    return numbers;
  }

  private double number(Key key) {
    String text = values.get(key);
    return text == null ? 0 : number(key, text);
  }

  private static double number(Key key, String text) {
    return PointParser.tryNumber(text)
        .orElseThrow(() ->
            new ScriptException(
                "histogram %s: \"%s\" (expected: a number)".formatted(key.text(), text)));
  }

  private int whole(Key key) {
    String text = values.getOrDefault(key, "0");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notWhole) {
      throw new ScriptException(
          "histogram %s: \"%s\" (expected: a whole number)".formatted(key.text(), text));
    }
  }
}
