package lampas.promql.function;

import lampas.model.histogram.CounterReset;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;

/** Aggregation over time of native histograms, for instance {@code sum_over_time}. */
final class HistogramOverTime {
  private HistogramOverTime() {}

  static void sum(Window window, WindowResult result) {
    HistogramWindowFunctions.either(
        window, result, OverTime::sum, HistogramOverTime::sumOfHistograms);
  }

  private static void sumOfHistograms(Window window, WindowResult result) {
    HistogramWindow histograms = window.histograms();
    HistogramSum sum = HistogramSum.of(histograms.first());
    for (int i = 1; i < histograms.count(); i++) {
      NativeHistogram histogram = histograms.histogram(i);
      if (!sum.isCompatibleWith(histogram)) {
        result.find(WindowFinding.MIXED_SCHEMAS);
        return;
      }
      note(sum.add(histogram), result);
    }
    noteResets(histograms, result);
    result.give(sum.toHistogram());
  }

  static void average(Window window, WindowResult result) {
    HistogramWindowFunctions.either(
        window, result, OverTime::average, HistogramOverTime::averageOfHistograms);
  }

  private static void averageOfHistograms(Window window, WindowResult result) {
    HistogramWindow histograms = window.histograms();
    HistogramMean mean = new HistogramMean(histograms.first());
    for (int i = 1; i < histograms.count(); i++) {
      NativeHistogram histogram = histograms.histogram(i);
      if (!mean.isCompatibleWith(histogram)) {
        result.find(WindowFinding.MIXED_SCHEMAS);
        return;
      }
      note(mean.add(histogram), result);
    }
    noteResets(histograms, result);
    result.give(mean.toHistogram());
  }

  private static void note(HistogramSum.Remarks remarks, WindowResult result) {
    if (remarks.boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_AGGREGATION);
    }
  }

  private static void noteResets(HistogramWindow histograms, WindowResult result) {
    boolean reset = false;
    boolean notReset = false;
    for (int i = 0; i < histograms.count(); i++) {
      CounterReset known = histograms.histogram(i).counterReset();
      reset |= known == CounterReset.RESET;
      notReset |= known == CounterReset.NOT_RESET;
    }
    if (reset && notReset) {
      result.find(WindowFinding.RESETS_COLLIDE);
    }
  }

  static void first(Window window, WindowResult result) {
    HistogramWindow histograms = window.histograms();
    if (histograms.isEmpty()
        || (window.count() > 0 && window.firstTime() < histograms.firstTime())) {
      result.give(window.firstValue());
    } else {
      result.give(histograms.first());
    }
  }

  static void last(Window window, WindowResult result) {
    HistogramWindow histograms = window.histograms();
    if (histograms.isEmpty() || (window.count() > 0 && window.lastTime() > histograms.lastTime())) {
      result.give(window.lastValue());
    } else {
      result.give(histograms.last());
    }
  }

  static void count(Window window, WindowResult result) {
    result.give(window.count() + window.histograms().count());
  }

  static void timeOfFirst(Window window, WindowResult result) {
    HistogramWindow histograms = window.histograms();
    long number = window.count() > 0 ? window.firstTime() : Long.MAX_VALUE;
    long histogram = histograms.isEmpty() ? Long.MAX_VALUE : histograms.firstTime();
    result.give(Math.min(number, histogram) / 1000.0);
  }

  static void timeOfLast(Window window, WindowResult result) {
    HistogramWindow histograms = window.histograms();
    long number = window.count() > 0 ? window.lastTime() : Long.MIN_VALUE;
    long histogram = histograms.isEmpty() ? Long.MIN_VALUE : histograms.lastTime();
    result.give(Math.max(number, histogram) / 1000.0);
  }
}
