package lampas.promql.script;

import java.time.Duration;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.TimeRange;
import lampas.model.time.PrometheusDuration;

/** The samples of one series of a {@link SeriesFixture}. Thread-safe. */
final class StoredSeries {
  private final Labels labels;
  private final SampleColumns samples = new SampleColumns(0);

  StoredSeries(Labels labels) {
    this.labels = labels;
  }

  Labels labels() {
    return labels;
  }

  synchronized void add(long time, double value, long start) {
    checkOrder(time);
    samples.add(time, value, start);
  }

  synchronized void add(long time, NativeHistogram histogram, long start) {
    checkOrder(time);
    CounterReset reset = StoredReset.of(samples, histogram);
    NativeHistogram stored =
        reset == histogram.counterReset()
            ? histogram
            : histogram.toBuilder().counterReset(reset).build();
    samples.addHistogram(time, stored, start);
  }

  private void checkOrder(long time) {
    HistogramColumns histograms = samples.histograms();
    if (samples.isEmpty()) {
      return;
    }
    long last =
        Math.max(
            samples.size() == 0 ? Long.MIN_VALUE : samples.time(samples.size() - 1),
            histograms.isEmpty() ? Long.MIN_VALUE : histograms.time(histograms.size() - 1));
    if (time <= last) {
      throw new ScriptException(
          "sample of %s at %s (expected: later than its last one, at %s)"
              .formatted(labels, text(time), text(last)));
    }
  }

  private static String text(long time) {
    return PrometheusDuration.format(Duration.ofMillis(time));
  }

  Series between(TimeRange range) {
    return new Series() {
      @Override
      public Labels labels() {
        return labels;
      }

      @Override
      public void read(SampleColumns into) {
        copy(range, into);
      }
    };
  }

  private synchronized void copy(TimeRange range, SampleColumns into) {
    for (int i = firstNumber(range.startMillis()); i < samples.size(); i++) {
      if (samples.time(i) > range.endMillis()) {
        break;
      }
      into.add(samples.time(i), samples.value(i), samples.startTime(i));
    }
    HistogramColumns histograms = samples.histograms();
    for (int i = firstHistogram(range.startMillis()); i < histograms.size(); i++) {
      if (histograms.time(i) > range.endMillis()) {
        break;
      }
      into.addHistogram(histograms.time(i), histograms.histogram(i), histograms.startTime(i));
    }
  }

  private int firstNumber(long from) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.time(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int firstHistogram(long from) {
    HistogramColumns histograms = samples.histograms();
    int low = 0;
    int high = histograms.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (histograms.time(middle) < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
