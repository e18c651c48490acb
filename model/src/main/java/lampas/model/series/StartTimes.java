package lampas.model.series;

import java.util.Arrays;

/** When samples began to count, where that is known; costs nothing where nothing is. */
final class StartTimes {
  private long[] starts = {};
  private int size;

  void set(int index, long startMillis) {
    if (startMillis == SampleColumns.NO_START) {
      return;
    }
    if (index >= starts.length) {
      starts = Arrays.copyOf(starts, Math.max(16, 2 * (index + 1)));
    }
    Arrays.fill(starts, size, index, SampleColumns.NO_START);
    starts[index] = startMillis;
    size = index + 1;
  }

  long get(int index) {
    return index < size ? starts[index] : SampleColumns.NO_START;
  }

  boolean isAny() {
    return size > 0;
  }

  void clear() {
    size = 0;
  }

  void copyFrom(StartTimes other) {
    starts = Arrays.copyOf(other.starts, other.size);
    size = other.size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StartTimes that
        && Arrays.equals(starts, 0, size, that.starts, 0, that.size);
  }

  @Override
  public int hashCode() {
    return size;
  }
}
