package lampas.metrics.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Policy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import lampas.metrics.cache.CacheLoads;
import lampas.metrics.cache.CacheStats;

/** What a cache of Caffeine tells. */
record CaffeineStats(Cache<?, ?> cache, Supplier<Map<String, Long>> evictionsByCause)
    implements CacheStats {
  @Override
  public long hits() {
    return cache.stats().hitCount();
  }

  @Override
  public long misses() {
    return cache.stats().missCount();
  }

  @Override
  public Optional<CacheLoads> loads() {
    var stats = cache.stats();
    return Optional.of(
        new CacheLoads(
            stats.loadSuccessCount(),
            stats.loadFailureCount(),
            Duration.ofNanos(stats.totalLoadTime())));
  }

  @Override
  public Map<String, Long> evictions() {
    return evictionsByCause.get();
  }

  @Override
  public OptionalLong size() {
    return OptionalLong.of(cache.estimatedSize());
  }

  @Override
  public OptionalLong weight() {
    return cache
        .policy()
        .eviction()
        .map(Policy.Eviction::weightedSize)
        .orElse(OptionalLong.empty());
  }
}
