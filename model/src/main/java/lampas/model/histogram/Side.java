package lampas.model.histogram;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The buckets of one sign while histograms are added up: what rounding loses is carried along in a
 * column of its own. Not thread-safe.
 */
final class Side {
  private int[] indices;
  private double[] counts;
  private double[] lost;
  private int size;

  Side(BucketCounts buckets) {
    size = buckets.size();
    indices = new int[size];
    counts = new double[size];
    lost = new double[size];
    for (int i = 0; i < size; i++) {
      indices[i] = buckets.index(i);
      counts[i] = buckets.count(i);
    }
  }

  int size() {
    return size;
  }

  int index(int position) {
    return indices[position];
  }

  /** The count of a bucket with what rounding lost. */
  double count(int position) {
    return counts[position] + lost[position];
  }

  /** Moves each bucket to another index; the order must stay, several may become one. */
  void mapIndices(IntUnaryOperator map) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int index = map.applyAsInt(indices[i]);
      if (kept > 0 && indices[kept - 1] == index) {
        addTo(kept - 1, counts[i]);
        lost[kept - 1] += lost[i];
      } else {
        indices[kept] = index;
        counts[kept] = counts[i];
        lost[kept++] = lost[i];
      }
    }
    size = kept;
  }

  /** Forgets the first buckets. */
  void dropFirst(int count) {
    indices = Arrays.copyOfRange(indices, count, size);
    counts = Arrays.copyOfRange(counts, count, size);
    lost = Arrays.copyOfRange(lost, count, size);
    size -= count;
  }

  /** Adds buckets times a sign. */
  void add(BucketCounts other, double sign) {
    int[] mergedIndices = new int[size + other.size()];
    double[] mergedCounts = new double[mergedIndices.length];
    double[] mergedLost = new double[mergedIndices.length];
    int merged = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < size || theirs < other.size()) {
      boolean takeMine =
          mine < size && (theirs == other.size() || indices[mine] <= other.index(theirs));
      boolean takeTheirs =
          theirs < other.size() && (mine == size || other.index(theirs) <= indices[mine]);
      mergedIndices[merged] = takeMine ? indices[mine] : other.index(theirs);
      if (takeMine) {
        mergedCounts[merged] = counts[mine];
        mergedLost[merged] = lost[mine++];
      }
      if (takeTheirs) {
        double value = sign * other.count(theirs++);
        if (takeMine) {
          double sum = mergedCounts[merged] + value;
          mergedLost[merged] += Compensation.of(mergedCounts[merged], value, sum);
          mergedCounts[merged] = sum;
        } else {
          mergedCounts[merged] = value;
        }
      }
      merged++;
    }
    indices = mergedIndices;
    counts = mergedCounts;
    lost = mergedLost;
    size = merged;
  }

  void scale(double factor) {
    for (int i = 0; i < size; i++) {
      counts[i] *= factor;
      lost[i] *= factor;
    }
  }

  void divide(double divisor) {
    for (int i = 0; i < size; i++) {
      counts[i] /= divisor;
      lost[i] /= divisor;
    }
  }

  boolean isInfinite() {
    for (int i = 0; i < size; i++) {
      if (Double.isInfinite(counts[i])) {
        return true;
      }
    }
    return false;
  }

  BucketCounts toBuckets() {
    double[] totals = new double[size];
    for (int i = 0; i < size; i++) {
      totals[i] = count(i);
    }
    return BucketCounts.of(Arrays.copyOf(indices, size), totals);
  }

  private void addTo(int position, double value) {
    double sum = counts[position] + value;
    lost[position] += Compensation.of(counts[position], value, sum);
    counts[position] = sum;
  }
}
