package lampas.store.index;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** An immutable set of series numbers in ascending order. */
final class SortedIds {
  static final SortedIds NONE = new SortedIds(new int[0], 0);

  private final int[] ids;
  private final int size;

  /** The first so many of the array, which must not change any more. */
  SortedIds(int[] ids, int size) {
    this.ids = ids;
    this.size = size;
  }

  /** All from a first to before an end. */
  static SortedIds range(int first, int end) {
    int[] ids = new int[end - first];
    Arrays.setAll(ids, i -> first + i);
    return new SortedIds(ids, ids.length);
  }

  int size() {
    return size;
  }

  int get(int index) {
    return ids[index];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Those that are in both. */
  SortedIds and(SortedIds other) {
    return size <= other.size ? merge(this, other, true) : merge(other, this, true);
  }

  /** Those that are not in the other. */
  SortedIds minus(SortedIds other) {
    return other.isEmpty() ? this : merge(this, other, false);
  }

  /** Those that pass. */
  SortedIds filter(IntPredicate condition) {
    int[] kept = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (condition.test(ids[i])) {
        kept[count++] = ids[i];
      }
    }
    return new SortedIds(kept, count);
  }

  /** Those that are in any of the lists. */
  static SortedIds union(List<SortedIds> lists) {
    if (lists.size() <= 1) {
      return lists.isEmpty() ? NONE : lists.getFirst();
    }
    int end = 0;
    for (SortedIds list : lists) {
      end = list.isEmpty() ? end : Math.max(end, list.ids[list.size - 1] + 1);
    }
    /* A bitmap of all series is 125 kB for a million of them, and needs no comparisons. */
    long[] bits = new long[(end + 63) >>> 6];
    for (SortedIds list : lists) {
      for (int i = 0; i < list.size; i++) {
        bits[list.ids[i] >>> 6] |= 1L << list.ids[i];
      }
    }
    return ofBits(bits);
  }

  private static SortedIds ofBits(long[] bits) {
    int size = 0;
    for (long word : bits) {
      size += Long.bitCount(word);
    }
    int[] ids = new int[size];
    int next = 0;
    for (int i = 0; i < bits.length; i++) {
      for (long word = bits[i]; word != 0; word &= word - 1) {
        ids[next++] = (i << 6) + Long.numberOfTrailingZeros(word);
      }
    }
    return new SortedIds(ids, size);
  }

  /** The ones of the first list whose being in the second is as wanted. */
  private static SortedIds merge(SortedIds left, SortedIds right, boolean wanted) {
    int[] kept = new int[left.size];
    int count = 0;
    int at = 0;
    for (int i = 0; i < left.size; i++) {
      int id = left.ids[i];
      at = right.seek(at, id);
      boolean found = at < right.size && right.ids[at] == id;
      if (found == wanted) {
        kept[count++] = id;
      }
    }
    return new SortedIds(kept, count);
  }

  /** The first position from a start on that holds the id or a greater one, by galloping. */
  private int seek(int start, int id) {
    int low = start;
    int step = 1;
    while (low + step <= size && ids[low + step - 1] < id) {
      low += step;
      step *= 2;
    }
    int high = Math.min(size, low + step - 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ids[middle] < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public String toString() {
    return Arrays.toString(Arrays.copyOf(ids, size));
  }
}
