package lampas.model.series;

import java.util.Arrays;
import lampas.model.histogram.NativeHistogram;

/**
 * Samples of one series in time order, as growing columns: milliseconds since the epoch and values;
 * native histograms have columns of their own.
 *
 * <p>A series usually has numbers only or histograms only; if it has both, the two are in time
 * order each, and no time is in both. A staleness marker, which ends either, is a number.
 *
 * <p>Made to be filled, read and cleared again and again. Not thread-safe.
 */
public final class SampleColumns {
  /** What {@link #startTime} gives for a sample of which no start is known. */
  public static final long NO_START = Long.MIN_VALUE;

  private long[] times;
  private double[] values;
  private int size;
  private final StartTimes startTimes = new StartTimes();
  private HistogramColumns histograms = new HistogramColumns();

  public SampleColumns() {
    this(64);
  }

  public SampleColumns(int capacity) {
    this.times = new long[capacity];
    this.values = new double[capacity];
  }

  public void add(long timeMillis, double value) {
    if (size == times.length) {
      int capacity = Math.max(16, size * 2);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    times[size] = timeMillis;
    values[size++] = value;
  }

  /**
   * Adds a sample of a counter.
   *
   * @param startMillis when the counter began to count, or {@link #NO_START}
   */
  public void add(long timeMillis, double value, long startMillis) {
    startTimes.set(size, startMillis);
    add(timeMillis, value);
  }

  public void addHistogram(long timeMillis, NativeHistogram histogram) {
    histograms.add(timeMillis, histogram);
  }

  /**
   * Adds a sample of a counter histogram.
   *
   * @param startMillis when the histogram began to count, or {@link #NO_START}
   */
  public void addHistogram(long timeMillis, NativeHistogram histogram, long startMillis) {
    histograms.add(timeMillis, histogram, startMillis);
  }

  /** Forgets the samples and keeps the memory. */
  public void clear() {
    size = 0;
    startTimes.clear();
    histograms.clear();
  }

  /** How many numbers there are, staleness markers included, histograms not. */
  public int size() {
    return size;
  }

  /** Whether there is no sample at all. */
  public boolean isEmpty() {
    return size == 0 && histograms.isEmpty();
  }

  /** The samples that are native histograms. */
  public HistogramColumns histograms() {
    return histograms;
  }

  /** When the counter of a sample began to count, or {@link #NO_START}. */
  public long startTime(int index) {
    return startTimes.get(index);
  }

  /** Whether the start of any number is known. */
  public boolean hasStartTimes() {
    return startTimes.isAny();
  }

  public long time(int index) {
    return times[index];
  }

  public double value(int index) {
    return values[index];
  }

  /** The column of times itself, for hot loops; only the first {@link #size()} count. */
  public long[] times() {
    return times;
  }

  /** The column of values itself, for hot loops; only the first {@link #size()} count. */
  public double[] values() {
    return values;
  }

  /** A copy that is as large as it needs to be. */
  public SampleColumns copy() {
    SampleColumns copy = new SampleColumns(0);
    copy.times = Arrays.copyOf(times, size);
    copy.values = Arrays.copyOf(values, size);
    copy.size = size;
    copy.startTimes.copyFrom(startTimes);
    copy.histograms = histograms.copy();
    return copy;
  }

  /** Same times and the same values bit by bit, so that NaN equals NaN. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SampleColumns that
        && Arrays.equals(times, 0, size, that.times, 0, that.size)
        && Arrays.equals(values, 0, size, that.values, 0, that.size)
        && startTimes.equals(that.startTimes)
        && histograms.equals(that.histograms);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < size; i++) {
      hash = 31 * (31 * hash + Long.hashCode(times[i])) + Double.hashCode(values[i]);
    }
    return hash;
  }

  /** For example {@code [1@0, 2@15000]}: value at milliseconds. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < size; i++) {
      out.append(i == 0 ? "" : ", ").append(SampleValue.format(values[i])).append('@');
      out.append(times[i]);
    }
    for (int i = 0; i < histograms.size(); i++) {
      out.append(size + i == 0 ? "" : ", ").append(histograms.histogram(i)).append('@');
      out.append(histograms.time(i));
    }
    return out.append(']').toString();
  }
}
