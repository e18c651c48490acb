package lampas.model.series;

import java.util.Arrays;
import lampas.model.histogram.NativeHistogram;

/**
 * The native-histogram samples of one series in time order. Part of {@link SampleColumns}, through
 * which it is filled and cleared. Not thread-safe.
 */
public final class HistogramColumns {
  private static final NativeHistogram[] NONE = {};

  private long[] times = {};
  private NativeHistogram[] histograms = NONE;
  private final StartTimes startTimes = new StartTimes();
  private int size;

  HistogramColumns() {}

  void add(long timeMillis, NativeHistogram histogram) {
    if (size == times.length) {
      int capacity = Math.max(16, size * 2);
      times = Arrays.copyOf(times, capacity);
      histograms = Arrays.copyOf(histograms, capacity);
    }
    times[size] = timeMillis;
    histograms[size++] = histogram;
  }

  void add(long timeMillis, NativeHistogram histogram, long startMillis) {
    startTimes.set(size, startMillis);
    add(timeMillis, histogram);
  }

  void clear() {
    Arrays.fill(histograms, 0, size, null);
    startTimes.clear();
    size = 0;
  }

  HistogramColumns copy() {
    HistogramColumns copy = new HistogramColumns();
    copy.times = Arrays.copyOf(times, size);
    copy.histograms = Arrays.copyOf(histograms, size);
    copy.startTimes.copyFrom(startTimes);
    copy.size = size;
    return copy;
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public long time(int index) {
    return times[index];
  }

  public NativeHistogram histogram(int index) {
    return histograms[index];
  }

  /** When the histogram began to count, or {@link SampleColumns#NO_START}. */
  public long startTime(int index) {
    return startTimes.get(index);
  }

  public boolean hasStartTimes() {
    return startTimes.isAny();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HistogramColumns that
        && Arrays.equals(times, 0, size, that.times, 0, that.size)
        && Arrays.equals(histograms, 0, size, that.histograms, 0, that.size)
        && startTimes.equals(that.startTimes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(Arrays.copyOf(times, size)) + size;
  }
}
