package lampas.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
  /* Ends with its length or its first null. */
  private volatile @Nullable Instrument[] inOrder = {};
  private volatile int size;

  SeriesTable(EncodedFamily encoded) {
    this.encoded = encoded;
  }

  static int hash(String[] values) {
    int hash = 0;
    for (String value : values) {
      hash = mix(hash, value);
    }
    return hash;
  }

  static int hash(String value) {
    return mix(0, value);
  }

  static int hash(String first, String second) {
    return mix(mix(0, first), second);
  }

  static int hash(String first, String second, String third) {
    return mix(mix(mix(0, first), second), third);
  }

  static int hash(String first, String second, String third, String fourth) {
    return mix(mix(mix(mix(0, first), second), third), fourth);
  }

  /* The hash as a share of all there are, of a table of any length. */
  private static int slot(int hash, @Nullable Instrument[] slots) {
    return (int) ((Integer.toUnsignedLong(hash) * slots.length) >>> Integer.SIZE);
  }

  private static int next(int slot, @Nullable Instrument[] slots) {
    return slot + 1 == slots.length ? 0 : slot + 1;
  }

  /* Mixed after every value: hash codes of texts are themselves polynomials of 31, and a polynomial of
  them gives many neighbours, such as (a1, b2) and (a2, b1), the same hash. */
  private static int mix(int hash, String value) {
    int mixed = (hash ^ value.hashCode()) * 0x9e3779b1;
    return mixed ^ (mixed >>> 15);
  }

  /** The series with these label values, or null. */
  @SuppressWarnings("unchecked")
  @Nullable T find(String[] values, int hash) {
    @Nullable Instrument[] slots = this.slots;
    for (int slot = slot(hash, slots); ; slot = next(slot, slots)) {
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

  /** The series with these label values if it was idle and somebody held it; null if not. */
  @SuppressWarnings("unchecked")
  @Nullable T findIdle(IdleSeries idle, String[] values, int hash) {
    lock.lock();
    try {
      Instrument back = idle.takeBack(hash, values);
      if (back != null) {
        insert(back);
      }
      return (T) back;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out what is idle, and in again what no longer is; how many fewer there are. */
  int expire(IdleSeries idle, RecentSeries<T> recent) {
    lock.lock();
    try {
      int before = size;
      for (Instrument back : idle.returned()) {
        insert(back);
      }
      Set<Instrument> expired = idle.expire(list());
      if (!expired.isEmpty()) {
        keep(list().stream().filter(instrument -> !expired.contains(instrument)).toList());
        recent.clear();
      }
      return before - size;
    } finally {
      lock.unlock();
    }
  }

  /** Takes series out; how many there were. */
  int remove(Collection<? extends Instrument> gone, RecentSeries<T> recent) {
    lock.lock();
    try {
      int before = size;
      Set<Instrument> out = new HashSet<>(gone);
      keep(list().stream().filter(instrument -> !out.contains(instrument)).toList());
      recent.clear();
      return before - size;
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a series among the recent ones, unless it has been taken out meanwhile. */
  void keepRecent(
      RecentSeries<T> recent, T series, int hash, String a, String b, String c, String d) {
    lock.lock();
    try {
      if (contains(series)) {
        recent.keep(hash, a, b, c, d, series, size);
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    return size;
  }

  /** The series in order, up to the first null. */
  @Nullable Instrument[] inOrder() {
    return inOrder;
  }

  void forEach(Consumer<Instrument> action) {
    for (Instrument instrument : inOrder) {
      if (instrument == null) {
        return;
      }
      action.accept(instrument);
    }
  }

  private List<Instrument> list() {
    List<Instrument> list = new ArrayList<>(size);
    forEach(list::add);
    return list;
  }

  private boolean contains(Instrument series) {
    @Nullable Instrument[] slots = this.slots;
    for (int slot = slot(series.hash, slots); slots[slot] != null; slot = next(slot, slots)) {
      if (slots[slot] == series) {
        return true;
      }
    }
    return false;
  }

  private void keep(List<Instrument> kept) {
    @Nullable Instrument[] slots = new @Nullable Instrument[this.slots.length];
    for (Instrument instrument : kept) {
      put(slots, instrument);
    }
    this.inOrder = kept.toArray(Instrument[]::new);
    this.slots = slots;
    this.size = kept.size();
  }

  private void insert(Instrument made) {
    int count = size;
    @Nullable Instrument[] slots = this.slots;
    /* Up to three quarters full; wider by half, because a table twice as wide is half empty. */
    if ((count + 1) * 4L > slots.length * 3L) {
      @Nullable Instrument[] wider =
          new @Nullable Instrument[slots.length + (slots.length >> 1) + 1];
      forEach(instrument -> put(wider, instrument));
      slots = wider;
    }
    @Nullable Instrument[] ordered = inOrder;
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
    int slot = slot(instrument.hash, slots);
    while (slots[slot] != null) {
      slot = next(slot, slots);
    }
    slots[slot] = instrument;
  }
}
