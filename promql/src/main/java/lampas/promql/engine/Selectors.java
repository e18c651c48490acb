package lampas.promql.engine;

import java.util.Arrays;
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
import lampas.promql.syntax.Expression.Extrapolation;
import lampas.promql.syntax.Expression.VectorSelector;
import org.jspecify.annotations.Nullable;

/** Reads what selectors select: each series once, for all steps. */
final class Selectors {
  private final QueryRun run;

  Selectors(QueryRun run) {
    this.run = run;
  }

  /** What a column of an instant selector holds. */
  enum Part {
    VALUE,
    /** The time of the sample in seconds. */
    TIME
  }

  /** The newest sample of each series at each step, if it is not older than the lookback. */
  void instant(VectorSelector selector, Steps steps, Part part, ColumnSink out) {
    Lookup lookup = Lookup.of(selector.shift(), run);
    eachSeries(
        selector,
        lookup,
        steps,
        run.lookbackMillis(),
        (series, samples) -> {
          double[] values = run.take(steps.length());
          boolean any = fill(values, samples, steps, lookup, part);
          if (!samples.histograms().isEmpty()) {
            Column column = withHistograms(series.labels(), values, samples, steps, lookup, part);
            if (!column.isEmpty()) {
              out.accept(column);
            } else {
              run.give(column);
            }
          } else if (any) {
            out.accept(new Column(series.labels(), false, values));
          } else {
            run.give(values);
          }
        });
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
        case VALUE -> {
          values[i] = Column.ABSENT;
          slots[i] = run.hold(histograms.histogram(next - 1));
        }
      }
    }
    return new Column(labels, false, values, slots);
  }

  private boolean fill(
      double[] values, SampleColumns samples, Steps steps, Lookup lookup, Part part) {
    Arrays.fill(values, Column.ABSENT);
    boolean any = false;
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      long moment = lookup.moment(steps, i);
      while (next < samples.size() && samples.time(next) <= moment) {
        next++;
      }
      if (next > 0 && samples.time(next - 1) > moment - run.lookbackMillis()) {
        double value = samples.value(next - 1);
        if (!SampleValue.isStale(value)) {
          values[i] = part == Part.VALUE ? value : samples.time(next - 1) / 1000.0;
          any = true;
        }
      }
    }
    return any;
  }

  /** All samples of each series that windows of a length reach, without staleness markers. */
  void samples(VectorSelector selector, Steps steps, long windowMillis, Ranges.SeriesSink out) {
    Lookup lookup = Lookup.of(selector.shift(), run);
    SampleColumns fresh = new SampleColumns();
    eachSeries(
        selector,
        lookup,
        steps,
        windowMillis,
        (series, samples) -> out.accept(series.labels(), false, withoutStaleness(samples, fresh)));
  }

  private interface Reader {
    void accept(Series series, SampleColumns samples);
  }

  private void eachSeries(
      VectorSelector selector, Lookup lookup, Steps steps, long windowMillis, Reader reader) {
    if (selector.extrapolation() != Extrapolation.NONE) {
      throw EvaluationException.execution(
          "modifier \"anchored\" or \"smoothed\" is not evaluated by this version");
    }
    if (steps.isEmpty()) {
      return;
    }
    run.checkRoomFor(steps.count());
    SampleColumns samples = new SampleColumns();
    try (SeriesSelection selection =
        run.reader()
            .select(run.spoken(selector.matchers()), lookup.timeRange(steps, windowMillis))) {
      for (Series series : selection.series()) {
        run.checkAlive();
        samples.clear();
        series.read(samples);
        run.checkRoomFor(samples.size());
        if (!samples.isEmpty()) {
          reader.accept(series, samples);
        }
      }
    }
  }

  private static SampleColumns withoutStaleness(SampleColumns samples, SampleColumns fresh) {
    int first = firstStale(samples);
    if (first < 0) {
      return samples;
    }
    fresh.clear();
    for (int i = 0; i < samples.size(); i++) {
      if (!SampleValue.isStale(samples.value(i))) {
        fresh.add(samples.time(i), samples.value(i));
      }
    }
    HistogramColumns histograms = samples.histograms();
    for (int i = 0; i < histograms.size(); i++) {
      fresh.addHistogram(histograms.time(i), histograms.histogram(i));
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
