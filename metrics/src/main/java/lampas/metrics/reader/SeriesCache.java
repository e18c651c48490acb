package lampas.metrics.reader;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The series of one target by the very bytes in which the target writes them.
 *
 * <p>A body is read between {@code begin} and either {@link #removeMissing}, which tells the series
 * that were not in it, or {@code abandon}. Not thread-safe.
 *
 * @param <T> what is kept for a series
 */
public final class SeriesCache<T> {
  /*
   * Entries are numbered from 1 in the order in which they were seen first; 0 is none. A target
   * writes its series in the same order every time, so each entry remembers which one came behind
   * it: the reader compares the next line with that one and needs neither to look for the end of
   * the series nor to hash it. The hash table serves new series and changes of order.
   */
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
  private static final byte[] NOTHING = {};

  /* Nobody who chooses the bytes can choose their hashes. */
  private final long seed = new SplittableRandom().nextLong();

  private byte[][] keys = new byte[16][];
  private int[] hashes = new int[16];
  private int[] successors = new int[16];
  private int[] generations = new int[16];
  private Object[] values = new Object[16];
  private int[] table = new int[32];
  private int size;
  private int sizeBefore;
  private int generation;
  private int previous;
  private int seen;

  /** An empty cache. */
  public SeriesCache() {
    keys[0] = NOTHING;
  }

  /** How many series are kept. */
  public int size() {
    return size;
  }

  /** Hands over every kept series. */
  public void forEach(Consumer<? super T> action) {
    for (int entry = 1; entry <= size; entry++) {
      action.accept(value(entry));
    }
  }

  /**
   * Forgets the series that the body read last did not have, and hands each over.
   *
   * <p>To be called after a body was read to its end.
   */
  public void removeMissing(Consumer<? super T> action) {
    if (seen == size) {
      return;
    }
    int[] moved = new int[size + 1];
    int kept = 0;
    for (int entry = 1; entry <= size; entry++) {
      if (generations[entry] == generation) {
        moved[entry] = ++kept;
        move(entry, kept);
      } else {
        action.accept(value(entry));
      }
    }
    for (int entry = 0; entry <= kept; entry++) {
      successors[entry] = moved[successors[entry]];
    }
    truncate(kept);
  }

  /** Starts a new body. */
  void begin() {
    generation++;
    previous = 0;
    seen = 0;
    sizeBefore = size;
  }

  /** Forgets what was added since {@link #begin}. */
  void abandon() {
    for (int entry = 0; entry <= sizeBefore; entry++) {
      if (successors[entry] > sizeBefore) {
        successors[entry] = 0;
      }
    }
    if (size > sizeBefore) {
      truncate(sizeBefore);
    }
  }

  /** The entry that came behind the last one when both were seen last; 0 if there is none. */
  int expected() {
    return successors[previous];
  }

  /** The bytes of an entry, which nobody may change. */
  byte[] key(int entry) {
    return keys[entry];
  }

  @SuppressWarnings("unchecked")
  T value(int entry) {
    return (T) values[entry];
  }

  /** The entry of some bytes; 0 if there is none. */
  int find(byte[] bytes, int from, int to) {
    int hash = hash(bytes, from, to);
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      int entry = table[slot];
      if (hashes[entry] == hash
          && Arrays.equals(keys[entry], 0, keys[entry].length, bytes, from, to)) {
        return entry;
      }
    }
    return 0;
  }

  /** Adds bytes that are not there yet. */
  int add(byte[] bytes, int from, int to, T value) {
    int entry = ++size;
    if (entry == keys.length) {
      grow();
    }
    keys[entry] = Arrays.copyOfRange(bytes, from, to);
    hashes[entry] = hash(bytes, from, to);
    successors[entry] = 0;
    generations[entry] = 0;
    values[entry] = value;
    insert(entry);
    return entry;
  }

  /**
   * Marks an entry as seen in this body.
   *
   * @return whether it was seen in this body before
   */
  boolean see(int entry) {
    successors[previous] = entry;
    previous = entry;
    if (generations[entry] == generation) {
      return true;
    }
    generations[entry] = generation;
    seen++;
    return false;
  }

  private void move(int from, int to) {
    keys[to] = keys[from];
    hashes[to] = hashes[from];
    successors[to] = successors[from];
    generations[to] = generations[from];
    values[to] = values[from];
  }

  private void truncate(int newSize) {
    Arrays.fill(keys, newSize + 1, size + 1, NOTHING);
    Arrays.fill(values, newSize + 1, size + 1, NOTHING);
    size = newSize;
    table = new int[tableLength(newSize)];
    for (int entry = 1; entry <= newSize; entry++) {
      insert(entry);
    }
  }

  private void grow() {
    int capacity = keys.length * 2;
    keys = Arrays.copyOf(keys, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
    successors = Arrays.copyOf(successors, capacity);
    generations = Arrays.copyOf(generations, capacity);
    values = Arrays.copyOf(values, capacity);
    table = new int[tableLength(capacity)];
    for (int entry = 1; entry < size; entry++) {
      insert(entry);
    }
  }

  private void insert(int entry) {
    int mask = table.length - 1;
    int slot = hashes[entry] & mask;
    while (table[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = entry;
  }

  /* At most half full. */
  private int tableLength(int entries) {
    return Integer.highestOneBit(Math.max(keys.length, entries + 1)) * 2;
  }

  private int hash(byte[] bytes, int from, int to) {
    long hash = seed ^ (to - from);
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, i));
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = rest << Byte.SIZE | (bytes[i] & 0xff);
    }
    hash = mix(hash ^ rest);
    return (int) (hash ^ (hash >>> 32));
  }

  /* Both halves of the product, folded. */
  private static long mix(long value) {
    return Math.multiplyHigh(value, MULTIPLIER) ^ (value * MULTIPLIER);
  }
}
