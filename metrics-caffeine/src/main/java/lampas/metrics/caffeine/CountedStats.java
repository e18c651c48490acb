package lampas.metrics.caffeine;

import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import lampas.model.catalogue.LabelDomain;

/** Counts what a cache records, with the causes of evictions, which Caffeine's own drops. */
final class CountedStats implements StatsCounter {
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder loadSuccesses = new LongAdder();
  private final LongAdder loadFailures = new LongAdder();
  private final LongAdder loadNanos = new LongAdder();
  private final LongAdder evictedWeight = new LongAdder();
  private final LongAdder[] evictions = new LongAdder[RemovalCause.values().length];

  CountedStats() {
    for (int i = 0; i < evictions.length; i++) {
      evictions[i] = new LongAdder();
    }
  }

  @Override
  public void recordHits(int count) {
    hits.add(count);
  }

  @Override
  public void recordMisses(int count) {
    misses.add(count);
  }

  @Override
  public void recordLoadSuccess(long nanos) {
    loadSuccesses.increment();
    loadNanos.add(nanos);
  }

  @Override
  public void recordLoadFailure(long nanos) {
    loadFailures.increment();
    loadNanos.add(nanos);
  }

  @Override
  public void recordEviction(int weight, RemovalCause cause) {
    evictedWeight.add(weight);
    evictions(cause).increment();
  }

  @Override
  public CacheStats snapshot() {
    long evicted = 0;
    for (LongAdder count : evictions) {
      evicted += count.sum();
    }
    return CacheStats.of(
        hits.sum(),
        misses.sum(),
        loadSuccesses.sum(),
        loadFailures.sum(),
        loadNanos.sum(),
        evicted,
        evictedWeight.sum());
  }

  /** Those that are evictions: an entry that the application replaced or removed is none. */
  Map<String, Long> evictionsByCause() {
    Map<String, Long> byCause = new TreeMap<>();
    for (RemovalCause cause : RemovalCause.values()) {
      if (cause.wasEvicted()) {
        byCause.put(LabelDomain.value(cause), evictions(cause).sum());
      }
    }
    return byCause;
  }

  @SuppressWarnings("EnumOrdinal") // The index of an array that is not kept anywhere.
  private LongAdder evictions(RemovalCause cause) {
    return evictions[cause.ordinal()];
  }

  @Override
  public String toString() {
    return snapshot().toString();
  }
}
