package lampas.promql.engine;

import java.util.Map;
import java.util.Optional;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnWriter;
import lampas.promql.column.Steps;
import lampas.promql.function.HistogramInterpolation;
import lampas.promql.function.HistogramWindow;
import lampas.promql.function.Window;
import lampas.promql.function.WindowFinding;
import lampas.promql.function.WindowResult;

/**
 * {@code smoothed} instant selectors: between two samples the value lies on a straight line, after
 * the last one it stays.
 *
 * <p>Source: {@code smoothSeries} in promql/engine.go of Prometheus.
 */
final class SmoothedSelector {
  private final QueryRun run;
  private final Steps steps;
  private final Lookup lookup;

  SmoothedSelector(QueryRun run, Steps steps, Lookup lookup) {
    this.run = run;
    this.steps = steps;
    this.lookup = lookup;
  }

  /** A series' column and what was found out on the way. */
  record Smoothed(Column column, Map<WindowFinding, Integer> findings) {}

  /** The column of the series that a window has begun. */
  Smoothed column(Labels labels, Window window) {
    long reach = run.lookbackMillis();
    ColumnWriter writer = new ColumnWriter(run, steps.length());
    WindowResult found = new WindowResult();
    for (int i = 0; i < steps.length(); i++) {
      long moment = lookup.moment(steps, i);
      window.moveTo(moment - reach, moment + reach, steps.time(i));
      if (window.histograms().isEmpty()) {
        if (!window.isEmpty()) {
          writer.put(i, number(window, moment));
        }
      } else if (window.isEmpty()) {
        int step = i;
        histogram(window.histograms(), moment, found)
            .ifPresent(histogram -> writer.put(step, histogram));
      } else {
        found.find(WindowFinding.MIXED_SAMPLES);
      }
    }
    return new Smoothed(writer.column(labels, false), found.findings());
  }

  private static double number(Window window, long moment) {
    int next = 0;
    while (next < window.count() && window.time(next) < moment) {
      next++;
    }
    if (next < window.count() && window.time(next) == moment) {
      return window.value(next);
    }
    if (next == 0) {
      return Column.ABSENT;
    }
    double before = window.value(next - 1);
    if (next == window.count()) {
      return before;
    }
    double share =
        (double) (moment - window.time(next - 1)) / (window.time(next) - window.time(next - 1));
    return before + (window.value(next) - before) * share;
  }

  private static Optional<NativeHistogram> histogram(
      HistogramWindow window, long moment, WindowResult found) {
    int next = 0;
    while (next < window.count() && window.time(next) < moment) {
      next++;
    }
    if (next < window.count() && window.time(next) == moment) {
      return Optional.of(window.histogram(next));
    }
    if (next == 0) {
      return Optional.empty();
    }
    NativeHistogram before = window.histogram(next - 1);
    if (next == window.count()) {
      return Optional.of(before.toBuilder().counterReset(CounterReset.UNKNOWN).build());
    }
    NativeHistogram after = window.histogram(next);
    if (!before.isCompatibleWith(after)) {
      found.find(WindowFinding.MIXED_SCHEMAS);
      return Optional.empty();
    }
    return HistogramInterpolation.between(
        before,
        window.time(next - 1),
        after,
        window.time(next),
        moment,
        HistogramInterpolation.Growth.of(before, after),
        found);
  }
}
