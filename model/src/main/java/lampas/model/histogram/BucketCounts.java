package lampas.model.histogram;

import java.util.Arrays;

/**
 * The buckets of one sign: an index and a count each, sorted by index, without gaps' empty buckets.
 *
 * <p>Immutable; the arrays given to it must not be changed any more.
 */
public final class BucketCounts {
  private static final BucketCounts NONE = new BucketCounts(new int[0], new double[0]);

  private final int[] indices;
  private final double[] counts;

  private BucketCounts(int[] indices, double[] counts) {
    this.indices = indices;
    this.counts = counts;
  }

  public static BucketCounts none() {
    return NONE;
  }

  /**
   * Buckets with their counts; those that count nothing are left out.
   *
   * @param indices strictly increasing
   * @throws IllegalArgumentException if the indices do not increase or the lengths differ
   */
  public static BucketCounts of(int[] indices, double[] counts) {
    if (indices.length != counts.length) {
      throw new IllegalArgumentException(
          "bucket counts: %d (expected: as many as indices, %d)"
              .formatted(counts.length, indices.length));
    }
    int filled = 0;
    for (int i = 0; i < indices.length; i++) {
      if (i > 0 && indices[i] <= indices[i - 1]) {
        throw new IllegalArgumentException(
            "bucket index: %d after %d (expected: increasing)"
                .formatted(indices[i], indices[i - 1]));
      }
      filled += counts[i] == 0 ? 0 : 1;
    }
    if (filled == 0) {
      return NONE;
    }
    int[] keptIndices = new int[filled];
    double[] keptCounts = new double[filled];
    int at = 0;
    for (int i = 0; i < indices.length; i++) {
      if (counts[i] != 0) {
        keptIndices[at] = indices[i];
        keptCounts[at++] = counts[i];
      }
    }
    return new BucketCounts(keptIndices, keptCounts);
  }

  public int size() {
    return indices.length;
  }

  public boolean isEmpty() {
    return indices.length == 0;
  }

  /** The index of the bucket at a position, 0 to {@link #size()} - 1. */
  public int index(int position) {
    return indices[position];
  }

  /** The count of the bucket at a position, 0 to {@link #size()} - 1. */
  public double count(int position) {
    return counts[position];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BucketCounts that
        && Arrays.equals(indices, that.indices)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indices) + Arrays.hashCode(counts);
  }

  /** For example {@code [0:5, 3:1.5]}: index and count. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < indices.length; i++) {
      out.append(i == 0 ? "" : ", ").append(indices[i]).append(':').append(counts[i]);
    }
    return out.append(']').toString();
  }
}
