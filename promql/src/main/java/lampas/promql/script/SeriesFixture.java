package lampas.promql.script;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lampas.model.error.ErrorKind;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.SeriesReader;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.promql.PromqlException;

/**
 * Series in memory, for tests: written down in {@link SeriesNotation} or added sample by sample.
 *
 * <p>Each series takes samples in the order of time. Native counter histograms come back with the
 * counter reset that a Prometheus that had stored them would know. Nothing is ever dropped; all
 * samples are looked at for each query. Thread-safe: a selection sees what was added before it is
 * read.
 */
public final class SeriesFixture implements SeriesReader {
  private final Map<Labels, StoredSeries> series = new LinkedHashMap<>();

  private SeriesFixture() {}

  /** Without series. */
  public static SeriesFixture create() {
    return new SeriesFixture();
  }

  /**
   * With series in script notation, for example {@code x{a="b"} 0+10x100}, one a line, whose first
   * point stands at time 0.
   *
   * @throws ScriptException if a line is not a series
   */
  public static SeriesFixture of(Duration step, String... lines) {
    SeriesFixture fixture = new SeriesFixture();
    for (String line : lines) {
      fixture.add(SeriesNotation.parse(line), step);
    }
    return fixture;
  }

  /** Adds the points of a series, the first at time 0. */
  public void add(SeriesNotation notation, Duration step) {
    add(notation, List.of(), step.toMillis());
  }

  /** Adds a sample. */
  public void add(Labels labels, long timeMillis, double value) {
    stored(labels).add(timeMillis, value, SampleColumns.NO_START);
  }

  /** Adds a sample. */
  public void add(Labels labels, long timeMillis, NativeHistogram histogram) {
    stored(labels).add(timeMillis, histogram, SampleColumns.NO_START);
  }

  void add(SeriesNotation notation, List<StartOffset> starts, long stepMillis) {
    StoredSeries into = stored(notation.labels());
    for (int i = 0; i < notation.points().size(); i++) {
      long time = i * stepMillis;
      long start = starts.isEmpty() ? SampleColumns.NO_START : start(time, starts.get(i));
      switch (notation.points().get(i)) {
        case SeriesPoint.Gap gap -> {}
        case SeriesPoint.Value(double value) -> into.add(time, value, start);
        case SeriesPoint.Histogram point -> into.add(time, point.histogram(), start);
      }
    }
  }

  /* In Prometheus's store a start of 0 means that none is known. */
  private static long start(long time, StartOffset offset) {
    long start = offset.millis().isPresent() ? time + offset.millis().getAsLong() : 0;
    return start == 0 ? SampleColumns.NO_START : start;
  }

  /** Forgets all series. */
  public synchronized void clear() {
    series.clear();
  }

  private synchronized StoredSeries stored(Labels labels) {
    return series.computeIfAbsent(labels, StoredSeries::new);
  }

  @Override
  public SeriesSelection select(List<Matcher> matchers, TimeRange range) {
    List<Series> selected = new ArrayList<>();
    for (StoredSeries one : matching(matchers)) {
      selected.add(one.between(range));
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
    return matching(matchers).stream().map(StoredSeries::labels).toList();
  }

  @Override
  public List<String> labelNames(List<Matcher> matchers, TimeRange range) {
    return labelSets(matchers, range).stream()
        .flatMap(labels -> labels.toMap().keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<String> labelValues(String name, List<Matcher> matchers, TimeRange range) {
    return labelSets(matchers, range).stream()
        .map(labels -> labels.valueOrEmpty(name))
        .filter(value -> !value.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private List<StoredSeries> matching(List<Matcher> matchers) {
    Predicate<Labels> all = labels -> true;
    for (Matcher matcher : matchers) {
      Predicate<String> value = predicate(matcher);
      all = all.and(labels -> value.test(labels.valueOrEmpty(matcher.name())));
    }
    synchronized (this) {
      Predicate<Labels> wanted = all;
      return series.values().stream().filter(one -> wanted.test(one.labels())).toList();
    }
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
    try {
      Pattern pattern = Pattern.compile("^(?s:" + expression + ")$");
      return value -> pattern.matcher(value).matches();
    } catch (PatternSyntaxException error) {
      throw new PromqlException(
          ErrorKind.USER, "matcher: \"" + expression + "\": " + error.getMessage(), error);
    }
  }
}
