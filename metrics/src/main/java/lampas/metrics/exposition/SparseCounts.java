package lampas.metrics.exposition;

import java.util.Arrays;
import lampas.model.histogram.BucketBounds;

/** Counts of native buckets by index, ascending; only buckets that count something. */
public final class SparseCounts {
  private int[] indexes = new int[16];
  private long[] counts = new long[16];
  private int size;

  void clear() {
    size = 0;
  }

  public int size() {
    return size;
  }

  public int index(int position) {
    return indexes[position];
  }

  public long count(int position) {
    return counts[position];
  }

  /** Adds to the bucket of an index; cheapest if no smaller index follows. */
  public void add(int index, long count) {
    int position = size;
    if (size > 0 && index <= indexes[size - 1]) {
      position = Arrays.binarySearch(indexes, 0, size, index);
      if (position >= 0) {
        counts[position] += count;
        return;
      }
      position = -position - 1;
    }
    if (size == indexes.length) {
      indexes = Arrays.copyOf(indexes, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(indexes, position, indexes, position + 1, size - position);
    System.arraycopy(counts, position, counts, position + 1, size - position);
    indexes[position] = index;
    counts[position] = count;
    size++;
  }

  /** Makes the buckets as wide as those of a coarser schema. */
  public void coarsen(int from, int to) {
    int merged = 0;
    for (int i = 0; i < size; i++) {
      int index = BucketBounds.coarser(indexes[i], from, to);
      if (merged > 0 && indexes[merged - 1] == index) {
        counts[merged - 1] += counts[i];
      } else {
        indexes[merged] = index;
        counts[merged++] = counts[i];
      }
    }
    size = merged;
  }

  long total() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += counts[i];
    }
    return total;
  }
}
