package lampas.promql.aggregate;

import lampas.promql.column.Column;

/**
 * The k largest or smallest of many values, NaN only when there is nothing else.
 *
 * <p>Made to be used again and again. Not thread-safe.
 */
final class TopSelection {
  private final boolean largest;
  private final int[] indices;
  private final double[] values;
  private int size;

  /** Room for a number of candidates. */
  TopSelection(boolean largest, int candidates) {
    this.largest = largest;
    this.indices = new int[candidates];
    this.values = new double[candidates];
  }

  void clear() {
    size = 0;
  }

  /* A heap with the worst of the chosen ones on top: n candidates cost n log k. */
  void offer(int index, double value, int k) {
    if (Column.isAbsent(value)) {
      return;
    }
    if (size < k) {
      indices[size] = index;
      values[size] = value;
      siftUp(size++);
    } else if (isWorse(indices[0], values[0], index, value)) {
      indices[0] = index;
      values[0] = value;
      siftDown(size);
    }
  }

  int size() {
    return size;
  }

  /** The index of a candidate that was chosen, in no particular order until {@link #sort()}. */
  int index(int position) {
    return indices[position];
  }

  double value(int position) {
    return values[position];
  }

  /** Puts the chosen ones in order, the best first. */
  void sort() {
    int all = size;
    for (int end = all - 1; end > 0; end--) {
      swap(0, end);
      siftDown(end);
    }
    size = all;
  }

  private void siftUp(int position) {
    int at = position;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!isWorse(indices[at], values[at], indices[parent], values[parent])) {
        return;
      }
      swap(at, parent);
      at = parent;
    }
  }

  private void siftDown(int end) {
    int at = 0;
    while (true) {
      int worst = at;
      for (int child = 2 * at + 1; child <= 2 * at + 2 && child < end; child++) {
        if (isWorse(indices[child], values[child], indices[worst], values[worst])) {
          worst = child;
        }
      }
      if (worst == at) {
        return;
      }
      swap(at, worst);
      at = worst;
    }
  }

  private void swap(int a, int b) {
    int index = indices[a];
    indices[a] = indices[b];
    indices[b] = index;
    double value = values[a];
    values[a] = values[b];
    values[b] = value;
  }

  /* Of equal values the one that came first is better. */
  private boolean isWorse(int index, double value, int otherIndex, double other) {
    boolean nan = Double.isNaN(value);
    boolean otherNan = Double.isNaN(other);
    if (nan || otherNan) {
      return (nan && otherNan) ? index > otherIndex : nan;
    }
    if (value == other) {
      return index > otherIndex;
    }
    return largest ? value < other : value > other;
  }
}
