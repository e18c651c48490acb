package lampas.store.index;

import java.util.Arrays;

/**
 * The series that have one value of one label, by ascending number.
 *
 * <p>One thread at a time appends; any thread reads at any time.
 */
final class Postings {
  private static final int[] NO_IDS = {};

  /* The value is kept here, because a map does not give its key back, and equal values share it. */
  private final String value;
  private volatile int[] ids;
  private volatile int size;

  Postings(String value) {
    this.value = value;
    this.ids = NO_IDS;
  }

  private Postings(String value, int[] ids, int size) {
    this.value = value;
    this.ids = ids;
    this.size = size;
  }

  String value() {
    return value;
  }

  void append(int id) {
    int count = size;
    int[] array = ids;
    if (count == array.length) {
      array = Arrays.copyOf(array, count < 2 ? 2 : count + count / 2);
    }
    array[count] = id;
    /* In this order: who sees the size sees the array that has as many. */
    ids = array;
    size = count + 1;
  }

  /** Those numbered before the end. */
  SortedIds before(int end) {
    int count = size;
    int[] array = ids;
    while (count > 0 && array[count - 1] >= end) {
      count--;
    }
    return count == 0 ? SortedIds.NONE : new SortedIds(array, count);
  }

  /** The same series with the numbers that a table gives them; those with none are left out. */
  Postings renumbered(int[] newNumbers) {
    int[] kept = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int number = newNumbers[ids[i]];
      if (number >= 0) {
        kept[count++] = number;
      }
    }
    return new Postings(value, count == kept.length ? kept : Arrays.copyOf(kept, count), count);
  }

  boolean isEmpty() {
    return size == 0;
  }
}
