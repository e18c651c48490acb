package lampas.promql.engine;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;

/** Series that a test wrote down. */
final class FixtureReader implements SeriesReader {
  private final Map<Labels, TreeMap<Long, Double>> series = new LinkedHashMap<>();
  private final Set<Labels> withHistograms = new HashSet<>();
  private boolean histogramsSelected;

  /** Adds series in script notation, for example {@code x{a="b"} 0+10x100}, one a line. */
  static FixtureReader of(long stepMillis, String... lines) {
    FixtureReader reader = new FixtureReader();
    for (String line : lines) {
      SeriesNotation notation = SeriesNotation.parse(line);
      reader.add(notation, stepMillis);
    }
    return reader;
  }

  void add(SeriesNotation notation, long stepMillis) {
    TreeMap<Long, Double> samples =
        series.computeIfAbsent(notation.labels(), labels -> new TreeMap<>());
    for (int i = 0; i < notation.values().size(); i++) {
      long time = i * stepMillis;
      notation.values().get(i).ifPresent(value -> samples.put(time, value));
    }
    if (notation.hasHistograms()) {
      withHistograms.add(notation.labels());
    }
  }

  /**
   * Whether a series with native histograms, which are not kept here, was selected since the last
   * call.
   */
  boolean wereHistogramsSelected() {
    boolean were = histogramsSelected;
    histogramsSelected = false;
    return were;
  }

  @Override
  public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
    List<Series> selected = new ArrayList<>();
    for (Labels labels : matching(matchers)) {
      histogramsSelected |= withHistograms.contains(labels);
      selected.add(new FixtureSeries(labels, range));
    }
    return new SeriesSelection() {
      @Override
      public List<? extends Series> series() {
        return selected;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public List<Labels> labelSets(List<Matcher> matchers, TimeRange range) {
    return matching(matchers);
  }

  @Override
  public List<String> labelNames(List<Matcher> matchers, TimeRange range) {
    return matching(matchers).stream()
        .flatMap(labels -> labels.toMap().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<String> labelValues(String name, List<Matcher> matchers, TimeRange range) {
    return matching(matchers).stream()
        .map(labels -> labels.valueOrEmpty(name))
        .filter(value -> !value.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private List<Labels> matching(List<Matcher> matchers) {
    Predicate<Labels> all = labels -> true;
    for (Matcher matcher : matchers) {
      Predicate<String> value = predicate(matcher);
      all = all.and(labels -> value.test(labels.valueOrEmpty(matcher.name())));
    }
    return series.keySet().stream().filter(all).toList();
  }

  private static Predicate<String> predicate(Matcher matcher) {
    return switch (matcher.type()) {
      case EQUAL -> matcher.value()::equals;
      case NOT_EQUAL -> Predicate.not(matcher.value()::equals);
      case REGEX -> regex(matcher.value());
      case NOT_REGEX -> regex(matcher.value()).negate();
    };
  }

  private static Predicate<String> regex(String expression) {
    Pattern pattern = Pattern.compile("^(?s:" + expression + ")$");
    return value -> pattern.matcher(value).matches();
  }

  private final class FixtureSeries implements Series {
    private final Labels labels;
    private final TimeRange range;

    FixtureSeries(Labels labels, TimeRange range) {
      this.labels = labels;
      this.range = range;
    }

    @Override
    public Labels labels() {
      return labels;
    }

    @Override
    public void read(SampleColumns into) {
      series
          .getOrDefault(labels, new TreeMap<>())
          .subMap(range.startMillis(), true, range.endMillis(), true)
          .forEach(into::add);
    }
  }
}
