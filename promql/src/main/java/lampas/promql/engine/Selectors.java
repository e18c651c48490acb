package lampas.promql.engine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.series.Series;
import lampas.model.series.SeriesSelection;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.Window;
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.VectorSelector;
import org.jspecify.annotations.Nullable;

/** Reads what selectors select: each series once, for all steps. */
final class Selectors {
  private static final SeriesSelection NOTHING =
      new SeriesSelection() {
        @Override
        public List<Series> series() {
          return List.of();
        }

        @Override
        public void close() {}
      };

  private final QueryRun run;

  Selectors(QueryRun run) {
    this.run = run;
  }

  /** What a column of an instant selector holds. */
  enum Part {
    VALUE,
    /** The time of the sample in seconds. */
    TIME,
    /** When the sample's counter began to count, in seconds; 0 if that is not known. */
    START
  }

  /** The newest sample of each series at each step, if it is not older than the lookback. */
  void instant(VectorSelector selector, Steps steps, Part part, ColumnSink out) {
    Lookup lookup = Lookup.of(selector.shift(), run);
    if (selector.extrapolation() == Extrapolation.SMOOTHED && part == Part.VALUE) {
      smoothed(selector, steps, lookup, out);
      return;
    }
    eachSeries(
        selector,
        lookup,
        steps,
        run.lookbackMillis(),
        SampleColumns::new,
        (series, samples) ->
            read(series, samples)
                ? column(series, resets(selector, samples), steps, lookup, part)
                : null,
        out::accept);
  }

  private void smoothed(VectorSelector selector, Steps steps, Lookup lookup, ColumnSink out) {
    SmoothedSelector smoothed = new SmoothedSelector(run, steps, lookup);
    samples(
        selector,
        steps,
        run.lookbackMillis(),
        () -> new Window(0),
        (labels, samples, window) -> {
          window.beginSeries(samples);
          return smoothed.column(labels, window);
        },
        found -> {
          Column column = found.column();
          WindowRemarks.add(
              found.findings(), column.labels().metricName(), selector, run.remarks());
          if (column.isEmpty()) {
            run.give(column);
          } else {
            out.accept(column);
          }
        });
  }

  private static double part(SampleColumns samples, int index, Part part) {
    return switch (part) {
      case VALUE -> samples.value(index);
      case TIME -> samples.time(index) / 1000.0;
      case START -> startSeconds(samples.startTime(index));
    };
  }

  private static double startSeconds(long start) {
    return start == SampleColumns.NO_START ? 0 : start / 1000.0;
  }

  private @Nullable Column column(
      Series series, SampleColumns samples, Steps steps, Lookup lookup, Part part) {
    double[] values = run.take(steps.length());
    int found = fill(values, samples, steps, lookup, part);
    run.countLooked(found);
    if (samples.histograms().isEmpty()) {
      if (found == 0) {
        run.give(values);
      }
      return found > 0 ? new Column(series.labels(), false, values) : null;
    }
    Column column = withHistograms(series.labels(), values, samples, steps, lookup, part);
    if (column.isEmpty()) {
      run.give(column);
      return null;
    }
    return column;
  }

  /* A histogram counts where it is newer than any number, staleness markers included. */
  private Column withHistograms(
      Labels labels,
      double[] values,
      SampleColumns samples,
      Steps steps,
      Lookup lookup,
      Part part) {
    HistogramColumns histograms = samples.histograms();
    @Nullable NativeHistogram[] slots = run.takeHistograms(values.length);
    int histogramsFound = 0;
    int nextNumber = 0;
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      long moment = lookup.moment(steps, i);
      while (nextNumber < samples.size() && samples.time(nextNumber) <= moment) {
        nextNumber++;
      }
      while (next < histograms.size() && histograms.time(next) <= moment) {
        next++;
      }
      if (next == 0
          || histograms.time(next - 1) <= moment - run.lookbackMillis()
          || (nextNumber > 0 && samples.time(nextNumber - 1) > histograms.time(next - 1))) {
        continue;
      }
      switch (part) {
        case TIME -> values[i] = histograms.time(next - 1) / 1000.0;
        case START -> values[i] = startSeconds(histograms.startTime(next - 1));
        case VALUE -> {
          values[i] = Column.ABSENT;
          slots[i] = run.hold(histograms.histogram(next - 1));
          histogramsFound++;
        }
      }
    }
    run.countLooked(histogramsFound);
    return new Column(labels, false, values, slots);
  }

  /* How many values there are. */
  private int fill(double[] values, SampleColumns samples, Steps steps, Lookup lookup, Part part) {
    Arrays.fill(values, Column.ABSENT);
    int found = 0;
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      long moment = lookup.moment(steps, i);
      while (next < samples.size() && samples.time(next) <= moment) {
        next++;
      }
      if (next > 0 && samples.time(next - 1) > moment - run.lookbackMillis()) {
        double value = samples.value(next - 1);
        if (!SampleValue.isStale(value)) {
          values[i] = part(samples, next - 1, part);
          found++;
        }
      }
    }
    return found;
  }

  /** Works on the samples of one series, without staleness markers; null if nothing comes out. */
  @FunctionalInterface
  interface SampleWork<T, R> {
    @Nullable R on(Labels labels, SampleColumns samples, T tools);
  }

  private static final class Tools<T> {
    private final SampleColumns samples = new SampleColumns();
    private final SampleColumns fresh = new SampleColumns();
    private final T own;

    Tools(T own) {
      this.own = own;
    }
  }

  /**
   * Hands on what comes out of all samples of each series that windows of a length reach.
   *
   * @param work may be done by several threads, each with tools of its own
   */
  <T, R> void samples(
      VectorSelector selector,
      Steps steps,
      long windowMillis,
      Supplier<T> tools,
      SampleWork<T, R> work,
      Consumer<R> out) {
    eachSeries(
        selector,
        Lookup.of(selector.shift(), run),
        steps,
        windowMillis,
        () -> new Tools<>(tools.get()),
        (series, own) ->
            read(series, own.samples)
                ? work.on(
                    series.labels(),
                    withoutStaleness(resets(selector, own.samples), own.fresh),
                    own.own)
                : null,
        out);
  }

  /** All samples of each series that windows of a length reach, without staleness markers. */
  void samples(VectorSelector selector, Steps steps, long windowMillis, Ranges.SeriesSink out) {
    SampleColumns samples = new SampleColumns();
    SampleColumns fresh = new SampleColumns();
    try (SeriesSelection selection =
        select(selector, Lookup.of(selector.shift(), run), steps, windowMillis)) {
      run.countSeries(selection.series().size());
      for (Series series : selection.series()) {
        if (read(series, samples)) {
          out.accept(series.labels(), false, withoutStaleness(samples, fresh));
        }
      }
    }
  }

  private <T, R> void eachSeries(
      VectorSelector selector,
      Lookup lookup,
      Steps steps,
      long windowMillis,
      Supplier<T> tools,
      SeriesSlices.Work<Series, T, R> work,
      Consumer<R> out) {
    try (SeriesSelection selection = select(selector, lookup, steps, windowMillis)) {
      List<? extends Series> series = selection.series();
      run.countSeries(series.size());
      SeriesSlices.each(series, tools, work, out);
    }
  }

  private SeriesSelection select(
      VectorSelector selector, Lookup lookup, Steps steps, long windowMillis) {
    if (steps.isEmpty()) {
      return NOTHING;
    }
    run.checkRoomFor(steps.count());
    long around = run.lookbackMillis();
    long back = selector.extrapolation() == Extrapolation.NONE ? 0 : around;
    long ahead = selector.extrapolation() == Extrapolation.SMOOTHED ? around : 0;
    return run.reader()
        .select(
            run.spoken(selector.matchers()), lookup.timeRange(steps, windowMillis + back, ahead));
  }

  private SampleColumns resets(VectorSelector selector, SampleColumns samples) {
    return run.hasExplicitResets(selector) ? ExplicitResets.in(samples) : samples;
  }

  /** Reads a series into emptied columns; whether there is anything. */
  private boolean read(Series series, SampleColumns samples) {
    run.checkAlive();
    samples.clear();
    series.read(samples);
    run.checkRoomFor(samples.size());
    return !samples.isEmpty();
  }

  private static SampleColumns withoutStaleness(SampleColumns samples, SampleColumns fresh) {
    int first = firstStale(samples);
    if (first < 0) {
      return samples;
    }
    fresh.clear();
    for (int i = 0; i < samples.size(); i++) {
      if (!SampleValue.isStale(samples.value(i))) {
        fresh.add(samples.time(i), samples.value(i), samples.startTime(i));
      }
    }
    HistogramColumns histograms = samples.histograms();
    for (int i = 0; i < histograms.size(); i++) {
      fresh.addHistogram(histograms.time(i), histograms.histogram(i), histograms.startTime(i));
    }
    return fresh;
  }

  private static int firstStale(SampleColumns samples) {
    for (int i = 0; i < samples.size(); i++) {
      if (SampleValue.isStale(samples.value(i))) {
        return i;
      }
    }
    return -1;
  }
}
