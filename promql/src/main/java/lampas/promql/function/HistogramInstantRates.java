package lampas.promql.function;

import lampas.model.histogram.CounterReset;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;

/** {@code irate} and {@code idelta} where the last two samples may be native histograms. */
final class HistogramInstantRates {
  private HistogramInstantRates() {}

  static void instantRate(Window window, WindowResult result) {
    if (!areHistograms(window, result, StartedRates::instantRate)) {
      return;
    }
    HistogramWindow histograms = window.histograms();
    int last = histograms.count() - 1;
    NativeHistogram before = histograms.histogram(last - 1);
    NativeHistogram now = histograms.histogram(last);
    if (isGauge(before) || isGauge(now)) {
      result.find(WindowFinding.NOT_A_COUNTER);
    }
    HistogramSum change = HistogramSum.of(now);
    if (!HistogramRates.isReset(window, last) && !subtract(change, before, result)) {
      return;
    }
    change.counterReset(CounterReset.GAUGE);
    double seconds = (histograms.time(last) - histograms.time(last - 1)) / 1000.0;
    result.give(HistogramScale.divide(change.toHistogram(), seconds));
  }

  static void instantDelta(Window window, WindowResult result) {
    if (!areHistograms(
        window, result, (numbers, found) -> found.give(Rates.instantDelta(numbers)))) {
      return;
    }
    HistogramWindow histograms = window.histograms();
    int last = histograms.count() - 1;
    NativeHistogram before = histograms.histogram(last - 1);
    NativeHistogram now = histograms.histogram(last);
    if (!isGauge(before) || !isGauge(now)) {
      result.find(WindowFinding.NOT_A_GAUGE);
    }
    HistogramSum change = HistogramSum.of(now);
    if (subtract(change, before, result)) {
      change.counterReset(CounterReset.GAUGE);
      result.give(change.toHistogram());
    }
  }

  private static boolean subtract(
      HistogramSum change, NativeHistogram before, WindowResult result) {
    if (!change.isCompatibleWith(before)) {
      result.find(WindowFinding.MIXED_SCHEMAS);
      return false;
    }
    if (change.subtract(before).boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_SUBTRACTION);
    }
    return true;
  }

  private static boolean isGauge(NativeHistogram histogram) {
    return histogram.counterReset() == CounterReset.GAUGE;
  }

  /* Whether the last two samples are histograms; numbers are dealt with at once. */
  private static boolean areHistograms(
      Window window, WindowResult result, HistogramWindowFunction ofNumbers) {
    HistogramWindow histograms = window.histograms();
    int newest = 0;
    int numbers = window.count();
    int others = histograms.count();
    if (numbers + others < 2) {
      return false;
    }
    for (int i = 0; i < 2; i++) {
      boolean histogram =
          numbers == 0 || (others > 0 && histograms.time(others - 1) > window.time(numbers - 1));
      newest += histogram ? 1 : 0;
      others -= histogram ? 1 : 0;
      numbers -= histogram ? 0 : 1;
    }
    if (newest == 1) {
      result.find(WindowFinding.MIXED_SAMPLES);
    } else if (newest == 0) {
      ofNumbers.apply(window, result);
    }
    return newest == 2;
  }
}
