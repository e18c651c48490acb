package lampas.model.series;

import java.util.Arrays;

/**
 * Samples of one series in time order, as two growing columns: milliseconds since the epoch, and
 * values.
 *
 * <p>Made to be filled, read and cleared again and again. Not thread-safe.
 */
public final class SampleColumns {
  private long[] times;
  private double[] values;
  private int size;

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

  /** Forgets the samples and keeps the memory. */
  public void clear() {
    size = 0;
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
    return copy;
  }

  /** Same times and the same values bit by bit, so that NaN equals NaN. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SampleColumns that
        && Arrays.equals(times, 0, size, that.times, 0, that.size)
        && Arrays.equals(values, 0, size, that.values, 0, that.size);
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
    return out.append(']').toString();
  }
}
