package lampas.metrics;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import lampas.metrics.exposition.EncodedFamily;
import org.jspecify.annotations.Nullable;

/**
 * The series of one family, by label values and in the order in which they were made.
 *
 * <p>Reading takes no lock. An open-addressed table of the instruments themselves: an entry object
 * a series would cost as much as the instrument.
 */
final class SeriesTable<T extends Instrument> {
  private final EncodedFamily encoded;
  private final ReentrantLock lock = new ReentrantLock();

  /* At least one slot is always empty. A reader may see an old table or a slot as still empty; who
  finds nothing looks again under the lock. Instruments are safe to see at any time: what a reader
  needs of them is final. */
  private volatile @Nullable Instrument[] slots = new @Nullable Instrument[2];
  private volatile Instrument[] inOrder = {};
  private volatile int size;

  SeriesTable(EncodedFamily encoded) {
    this.encoded = encoded;
  }

  /* Mixed after every value: hash codes of texts are themselves polynomials of 31, and a polynomial of
  them gives many neighbours, such as (a1, b2) and (a2, b1), the same hash. */
  static int hash(String[] values) {
    int hash = 0;
    for (String value : values) {
      hash = (hash ^ value.hashCode()) * 0x9e3779b1;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /** The series with these label values, or null. */
  @SuppressWarnings("unchecked")
  @Nullable T find(String[] values, int hash) {
    @Nullable Instrument[] slots = this.slots;
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      Instrument found = slots[slot];
      if (found == null) {
        return null;
      }
      if (found.hash == hash && encoded.matchesLabels(found.encodedLabels, values)) {
        return (T) found;
      }
    }
  }

  /** The series with these label values, made if there is none. */
  T findOrMake(String[] values, int hash, IntFunction<T> maker) {
    lock.lock();
    try {
      T found = find(values, hash);
      if (found != null) {
        return found;
      }
      T made = maker.apply(hash);
      insert(made);
      return made;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    return size;
  }

  /** The series in order; only the first {@link #size()} that was read before count. */
  Instrument[] inOrder() {
    return inOrder;
  }

  private void insert(Instrument made) {
    int count = size;
    @Nullable Instrument[] slots = this.slots;
    /* Up to three quarters full. */
    if ((count + 1) * 4L > slots.length * 3L) {
      slots = new @Nullable Instrument[slots.length * 2];
      for (int i = 0; i < count; i++) {
        put(slots, inOrder[i]);
      }
    }
    Instrument[] ordered = inOrder;
    if (count == ordered.length) {
      ordered = Arrays.copyOf(ordered, Math.max(1, count + (count >> 1) + 1));
    }
    ordered[count] = made;
    put(slots, made);
    this.inOrder = ordered;
    this.slots = slots;
    this.size = count + 1;
  }

  private static void put(@Nullable Instrument[] slots, Instrument instrument) {
    int mask = slots.length - 1;
    int slot = instrument.hash & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = instrument;
  }
}
