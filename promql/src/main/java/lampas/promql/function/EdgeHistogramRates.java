package lampas.promql.function;

import java.util.Optional;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.function.HistogramInterpolation.Growth;

/**
 * {@code rate}, {@code increase} and {@code delta} of native histograms over anchored and smoothed
 * windows.
 *
 * <p>Source: {@code extendedHistogramRate} in promql/functions.go of Prometheus.
 */
final class EdgeHistogramRates {
  private EdgeHistogramRates() {}

  static void rate(Window window, WindowResult result) {
    change(window, Growth.COUNTER, result)
        .ifPresent(increase ->
            result.give(
                HistogramScale.divide(increase, Rates.seconds(window.end() - window.start()))));
  }

  static void increase(Window window, WindowResult result) {
    change(window, Growth.COUNTER, result).ifPresent(result::give);
  }

  static void delta(Window window, WindowResult result) {
    change(window, Growth.GAUGE, result).ifPresent(result::give);
  }

  private static Optional<NativeHistogram> change(
      Window window, Growth growth, WindowResult result) {
    HistogramWindow samples = window.histograms();
    EdgeSamples edges = EdgeSamples.of(window, samples.count(), samples::time);
    if (edges.areOutside(window, samples::time) || !fit(samples, edges, growth, result)) {
      return Optional.empty();
    }
    Optional<NativeHistogram> left = atStart(window, edges, growth, result);
    Optional<NativeHistogram> right = atEnd(window, edges, growth, result);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (growth == Growth.GAUGE && !(isGauge(left.get()) && isGauge(right.get()))) {
      result.find(WindowFinding.NOT_A_GAUGE);
    }
    HistogramSum change = HistogramSum.of(right.get());
    if (change.subtract(left.get()).boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_SUBTRACTION);
    }
    if (growth == Growth.COUNTER) {
      addLost(window, edges, left.get(), right.get(), change, result);
    }
    change.counterReset(CounterReset.GAUGE);
    return Optional.of(change.toHistogram());
  }

  private static boolean fit(
      HistogramWindow samples, EdgeSamples edges, Growth growth, WindowResult result) {
    NativeHistogram first = samples.histogram(edges.first());
    for (int i = edges.first(); i <= edges.last(); i++) {
      NativeHistogram histogram = samples.histogram(i);
      if (!histogram.isCompatibleWith(first)) {
        result.find(WindowFinding.MIXED_SCHEMAS);
        return false;
      }
      if (growth == Growth.COUNTER && isGauge(histogram)) {
        result.find(WindowFinding.NOT_A_COUNTER);
      }
    }
    return true;
  }

  private static Optional<NativeHistogram> atStart(
      Window window, EdgeSamples edges, Growth growth, WindowResult result) {
    HistogramWindow samples = window.histograms();
    int first = edges.first();
    return window.edges() == Window.Edges.SMOOTHED && samples.time(first) < window.start()
        ? between(samples, first, window.start(), growth, result)
        : Optional.of(samples.histogram(first));
  }

  private static Optional<NativeHistogram> atEnd(
      Window window, EdgeSamples edges, Growth growth, WindowResult result) {
    HistogramWindow samples = window.histograms();
    int last = edges.last();
    return window.edges() == Window.Edges.SMOOTHED && last > 0 && samples.time(last) > window.end()
        ? between(samples, last - 1, window.end(), growth, result)
        : Optional.of(samples.histogram(last));
  }

  private static Optional<NativeHistogram> between(
      HistogramWindow samples, int index, long time, Growth growth, WindowResult result) {
    return HistogramInterpolation.between(
        samples.histogram(index),
        samples.time(index),
        samples.histogram(index + 1),
        samples.time(index + 1),
        time,
        growth,
        result);
  }

  /* What the counter lost by resets between the edges. */
  private static void addLost(
      Window window,
      EdgeSamples edges,
      NativeHistogram left,
      NativeHistogram right,
      HistogramSum change,
      WindowResult result) {
    HistogramWindow samples = window.histograms();
    int next = edges.first() + 1;
    NativeHistogram before = left;
    /* A reset between the first sample and the next was taken into account at the left edge. */
    if (window.edges() == Window.Edges.SMOOTHED
        && samples.time(edges.first()) < window.start()
        && samples.histogram(next).isResetSince(samples.histogram(edges.first()))) {
      before = samples.histogram(next);
      next++;
    }
    if (next > edges.last()) {
      return;
    }
    for (int i = next; i < edges.last(); i++) {
      addIfReset(before, samples.histogram(i), change, result);
      before = samples.histogram(i);
    }
    addIfReset(before, right, change, result);
  }

  private static void addIfReset(
      NativeHistogram before, NativeHistogram now, HistogramSum change, WindowResult result) {
    if (now.isResetSince(before) && change.add(before).boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_ADDITION);
    }
  }

  private static boolean isGauge(NativeHistogram histogram) {
    return histogram.counterReset() == CounterReset.GAUGE;
  }
}
