package lampas.promql.function;

import java.util.Optional;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;

/**
 * How fast native histograms grow: {@code rate}, {@code increase} and {@code delta}.
 *
 * <p>Source: {@code histogramRate} and {@code extrapolatedRate} in promql/functions.go of
 * Prometheus.
 */
final class HistogramRates {
  private HistogramRates() {}

  static void rate(Window window, WindowResult result) {
    HistogramWindowFunctions.either(
        window,
        result,
        StartedRates::rate,
        (histograms, found) ->
            extrapolated(histograms, found)
                .ifPresent(increase ->
                    found.give(
                        HistogramScale.divide(
                            increase, Rates.seconds(histograms.end() - histograms.start())))));
  }

  static void increase(Window window, WindowResult result) {
    HistogramWindowFunctions.either(
        window,
        result,
        StartedRates::increase,
        (histograms, found) -> extrapolated(histograms, found).ifPresent(found::give));
  }

  private static Optional<NativeHistogram> extrapolated(Window window, WindowResult result) {
    HistogramWindow histograms = window.histograms();
    long start = window.histogramStartTime(0);
    boolean startsInside = StartTimes.isInside(start, window, histograms.firstTime());
    if (histograms.count() == 1 && startsInside) {
      return Optional.of(
          HistogramScale.multiply(histograms.first(), factorFromStart(window, start)));
    }
    Optional<NativeHistogram> increase = increaseOf(window, result);
    if (increase.isEmpty() || !startsInside) {
      return increase.map(counted ->
          HistogramScale.multiply(
              counted, Rates.counterFactor(window, histograms, counted.count())));
    }
    if (!increase.get().isCompatibleWith(histograms.first())) {
      result.find(WindowFinding.MIXED_SCHEMAS);
      return Optional.empty();
    }
    HistogramSum whole = HistogramSum.of(increase.get());
    if (whole.add(histograms.first()).boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_ADDITION);
    }
    return Optional.of(
        HistogramScale.multiply(whole.toHistogram(), factorFromStart(window, start)));
  }

  private static double factorFromStart(Window window, long start) {
    HistogramWindow histograms = window.histograms();
    return Rates.factorFromStart(
        window, start, histograms.firstTime(), histograms.lastTime(), histograms.count());
  }

  static boolean isReset(Window window, int index) {
    HistogramWindow histograms = window.histograms();
    return StartTimes.isReset(
            window.histogramStartTime(index - 1),
            histograms.time(index - 1),
            window.histogramStartTime(index),
            histograms.time(index))
        || histograms.histogram(index).isResetSince(histograms.histogram(index - 1));
  }

  static void delta(Window window, WindowResult result) {
    HistogramWindowFunctions.either(
        window,
        result,
        Rates::delta,
        (histograms, found) ->
            deltaOf(histograms.histograms(), found)
                .ifPresent(delta ->
                    found.give(
                        HistogramScale.multiply(
                            delta,
                            Rates.factor(
                                histograms, histograms.histograms(), Double.POSITIVE_INFINITY)))));
  }

  private static Optional<NativeHistogram> deltaOf(HistogramWindow window, WindowResult result) {
    if (window.count() < 2) {
      return Optional.empty();
    }
    if (!window.last().isCompatibleWith(window.first())) {
      result.find(WindowFinding.MIXED_SCHEMAS);
      return Optional.empty();
    }
    if (!isGauge(window.first()) || !isGauge(window.last())) {
      result.find(WindowFinding.NOT_A_GAUGE);
    }
    HistogramSum change = HistogramSum.of(window.last());
    subtract(change, window.first(), result);
    return Optional.of(asGauge(change));
  }

  private static Optional<NativeHistogram> increaseOf(Window samples, WindowResult result) {
    HistogramWindow window = samples.histograms();
    if (window.count() < 2) {
      return Optional.empty();
    }
    NativeHistogram second = window.histogram(1);
    /* What the first sample counted before a reset is not part of the increase. */
    boolean fromZero = isReset(samples, 1);
    NativeHistogram base = fromZero ? second : window.first();
    int schema = window.last().schema();
    for (int i = 0; i < window.count(); i++) {
      NativeHistogram histogram = window.histogram(i);
      if (isGauge(histogram)) {
        result.find(WindowFinding.NOT_A_COUNTER);
      }
      if (i > 0 || !fromZero) {
        if (!histogram.isCompatibleWith(base)) {
          result.find(WindowFinding.MIXED_SCHEMAS);
          return Optional.empty();
        }
        schema = Math.min(schema, histogram.schema());
      }
    }
    HistogramSum increase = HistogramSum.of(window.last().withSchema(schema));
    if (!fromZero) {
      subtract(increase, window.first(), result);
    }
    for (int i = fromZero ? 2 : 1; i < window.count(); i++) {
      if (isReset(samples, i) && increase.add(window.histogram(i - 1)).boundsReconciled()) {
        result.find(WindowFinding.BOUNDS_RECONCILED_IN_ADDITION);
      }
    }
    noteOverlap(samples, result);
    return Optional.of(asGauge(increase));
  }

  private static void noteOverlap(Window samples, WindowResult result) {
    for (int i = 1; i < samples.histograms().count(); i++) {
      if (StartTimes.overlap(
          samples.histogramStartTime(i - 1),
          samples.histograms().time(i - 1),
          samples.histogramStartTime(i))) {
        result.find(WindowFinding.START_TIMES_OVERLAP);
        return;
      }
    }
  }

  private static void subtract(HistogramSum sum, NativeHistogram other, WindowResult result) {
    if (sum.subtract(other).boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_SUBTRACTION);
    }
  }

  private static NativeHistogram asGauge(HistogramSum change) {
    change.counterReset(CounterReset.GAUGE);
    return change.toHistogram();
  }

  private static boolean isGauge(NativeHistogram histogram) {
    return histogram.counterReset() == CounterReset.GAUGE;
  }
}
