package lampas.promql.function;

import lampas.model.histogram.NativeHistogram;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;

/** The native histograms of one series inside a {@link Window}. Not thread-safe. */
public final class HistogramWindow {
  private HistogramColumns samples = new SampleColumns(0).histograms();
  private int from;
  private int to;

  HistogramWindow() {}

  void beginSeries(HistogramColumns samples) {
    this.samples = samples;
    from = 0;
    to = 0;
  }

  void moveTo(long before, long end) {
    int size = samples.size();
    while (from < size && samples.time(from) <= before) {
      from++;
    }
    to = Math.max(to, from);
    while (to < size && samples.time(to) <= end) {
      to++;
    }
  }

  /** How many histograms are inside. */
  public int count() {
    return to - from;
  }

  public boolean isEmpty() {
    return to == from;
  }

  /** The time of a histogram, 0 to {@link #count()} - 1. */
  public long time(int index) {
    return samples.time(from + index);
  }

  /** A histogram, 0 to {@link #count()} - 1. */
  public NativeHistogram histogram(int index) {
    return samples.histogram(from + index);
  }

  /** When a histogram began to count, or {@link SampleColumns#NO_START}. */
  public long startTime(int index) {
    return samples.startTime(from + index);
  }

  public long firstTime() {
    return samples.time(from);
  }

  public long lastTime() {
    return samples.time(to - 1);
  }

  public NativeHistogram first() {
    return samples.histogram(from);
  }

  public NativeHistogram last() {
    return samples.histogram(to - 1);
  }
}
