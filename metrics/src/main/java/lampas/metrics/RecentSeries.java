package lampas.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The series that were asked for lately, by the texts of up to four label values.
 *
 * <p>Comparing texts with texts is several times as fast as comparing them with the encoded bytes,
 * which is all that a series keeps; keeping the texts of every series would double its memory. A
 * place for each hash, at most 2,048 of them. Reading takes no lock; {@link #keep} and {@link
 * #clear} are called under the lock of the family's table.
 */
final class RecentSeries<T extends Instrument> {
  private static final int MOST = 2_048;

  /* A place that is taken is given away only now and then, or two series would fight for it. */
  private static final int CONTESTS = 16;

  private record Entry<T>(int hash, String a, String b, String c, String d, T series) {
    boolean has(int hash, String a, String b, String c, String d) {
      return this.hash == hash
          && this.a.equals(a)
          && this.b.equals(b)
          && this.c.equals(c)
          && this.d.equals(d);
    }
  }

  private volatile @Nullable Entry<T>[] entries = empty(16);
  private int contests;

  @Nullable T find(int hash, String a, String b, String c, String d) {
    @Nullable Entry<T>[] entries = this.entries;
    Entry<T> entry = entries[hash & (entries.length - 1)];
    return entry != null && entry.has(hash, a, b, c, d) ? entry.series : null;
  }

  /** Whether keeping a series of this hash may help; the others need not take the lock. */
  boolean wants(int hash) {
    @Nullable Entry<T>[] entries = this.entries;
    return entries[hash & (entries.length - 1)] == null || ++contests % CONTESTS == 0;
  }

  void keep(int hash, String a, String b, String c, String d, T series, int seriesCount) {
    @Nullable Entry<T>[] entries = this.entries;
    if (seriesCount > entries.length / 2 && entries.length < MOST) {
      /* The old entries come back by themselves. */
      entries = empty(entries.length * 4);
      this.entries = entries;
    }
    entries[hash & (entries.length - 1)] = new Entry<>(hash, a, b, c, d, series);
  }

  void clear() {
    entries = empty(entries.length);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> @Nullable Entry<T>[] empty(int length) {
    return new Entry[length];
  }
}
