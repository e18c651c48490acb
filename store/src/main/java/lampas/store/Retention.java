package lampas.store;

import java.util.List;
import java.util.concurrent.locks.Lock;
import lampas.store.StoreStatistics.Dropped;
import lampas.store.index.SeriesIndex;

/** Drops old chunks, and series that have none left. Thread-safe; one run at a time. */
final class Retention {
  private final SeriesIndex<MemorySeries> index;
  private final StoreCounts counts;
  private final Lock withoutCommits;

  /**
   * Retention over the series of an index.
   *
   * @param withoutCommits who holds it knows that no batch is being committed
   */
  Retention(SeriesIndex<MemorySeries> index, StoreCounts counts, Lock withoutCommits) {
    this.index = index;
    this.counts = counts;
    this.withoutCommits = withoutCommits;
  }

  /** Drops the chunks that end before a time, then the oldest ones until the bytes are kept to. */
  synchronized Dropped enforce(long cutoff, long maxBytes) {
    counts.beginRetentionRun();
    List<MemorySeries> all = index.view().select(List.of());
    Dropped dropped = drop(all, cutoff);
    long excess = counts.bytes() - maxBytes;
    if (excess > 0) {
      dropped = dropped.plus(drop(all, cutoffFor(excess, all)));
    }
    Dropped unused = giveUpUnused(all);
    counts.drop(unused);
    dropped = dropped.plus(unused);
    if (dropped.series() > 0) {
      index.sweep();
    }
    noteOldest(all);
    return dropped;
  }

  private Dropped drop(List<MemorySeries> all, long cutoff) {
    Dropped dropped = Dropped.NOTHING;
    for (MemorySeries series : all) {
      dropped = dropped.plus(series.dropBefore(cutoff));
    }
    counts.drop(dropped);
    return dropped;
  }

  private static Dropped giveUpUnused(List<MemorySeries> all) {
    long series = all.stream().filter(MemorySeries::giveUpIfUnused).count();
    return new Dropped(series, 0, 0, 0);
  }

  private long cutoffFor(long excess, List<MemorySeries> all) {
    ChunkAges ages = new ChunkAges(counts.times());
    all.forEach(series -> series.weigh(ages));
    return ages.cutoff(excess);
  }

  private void noteOldest(List<MemorySeries> all) {
    long oldest = Long.MAX_VALUE;
    for (MemorySeries series : all) {
      oldest = Math.min(oldest, series.oldest());
    }
    withoutCommits.lock();
    try {
      counts.endRetentionRun(oldest);
    } finally {
      withoutCommits.unlock();
    }
  }
}
