package lampas.metrics.cache;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a cache tells about itself, asked at each scrape.
 *
 * <p>Counts are since the cache was made and never fall. What a cache does not know it leaves
 * empty: that is absent then, not 0. Thread-safe.
 */
public interface CacheStats {
  /** Lookups that found something. */
  long hits();

  /** Lookups that found nothing. */
  long misses();

  /** Values that were computed or fetched; empty if the cache does no such thing. */
  default Optional<CacheLoads> loads() {
    return Optional.empty();
  }

  /** Entries that the cache has thrown out, by cause. */
  default Map<String, Long> evictions() {
    return Map.of();
  }

  /** Entries that are in it. */
  default OptionalLong size() {
    return OptionalLong.empty();
  }

  /** What the entries weigh together, in a cache that weighs them. */
  default OptionalLong weight() {
    return OptionalLong.empty();
  }
}
