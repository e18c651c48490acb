package lampas.metrics.caffeine;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.cache.CacheMetrics;
import lampas.model.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * Builds caches of Caffeine that are shown, with the causes of their evictions; also shows caches
 * that others have built.
 *
 * <p>A cache is held until its registration is closed, those built here for ever: they are meant to
 * live as long as the program. Thread-safe.
 */
public final class CaffeineMetrics {
  private final CacheMetrics caches;

  private CaffeineMetrics(CacheMetrics caches) {
    this.caches = caches;
  }

  /** Caches of Caffeine among caches of other kinds. */
  public static CaffeineMetrics of(CacheMetrics caches) {
    return new CaffeineMetrics(caches);
  }

  /**
   * Builds a cache and shows it.
   *
   * @param name the value of the label {@code cache}
   * @throws MetricsException USER if there is a cache of this name, or the builder records
   *     statistics elsewhere
   */
  public <K, V extends @Nullable Object> Cache<K, V> build(
      String name, Caffeine<? super K, ? super V> builder) {
    CountedStats stats = recordedBy(name, builder);
    return shown(name, builder.<K, V>build(), stats);
  }

  /**
   * Builds a cache that loads, and shows it.
   *
   * @throws MetricsException as {@link #build(String, Caffeine)}
   */
  public <K, V extends @Nullable Object> LoadingCache<K, V> build(
      String name, Caffeine<? super K, ? super V> builder, CacheLoader<? super K, V> loader) {
    CountedStats stats = recordedBy(name, builder);
    return shown(name, builder.<K, V>build(loader), stats);
  }

  /**
   * Builds a cache of futures and shows it.
   *
   * @throws MetricsException as {@link #build(String, Caffeine)}
   */
  public <K, V extends @Nullable Object> AsyncCache<K, V> buildAsync(
      String name, Caffeine<? super K, ? super V> builder) {
    CountedStats stats = recordedBy(name, builder);
    AsyncCache<K, V> cache = builder.buildAsync();
    shown(name, cache.synchronous(), stats);
    return cache;
  }

  /**
   * Builds a cache of futures that loads, and shows it.
   *
   * @throws MetricsException as {@link #build(String, Caffeine)}
   */
  public <K, V extends @Nullable Object> AsyncLoadingCache<K, V> buildAsync(
      String name, Caffeine<? super K, ? super V> builder, AsyncCacheLoader<? super K, V> loader) {
    CountedStats stats = recordedBy(name, builder);
    AsyncLoadingCache<K, V> cache = builder.buildAsync(loader);
    shown(name, cache.synchronous(), stats);
    return cache;
  }

  /**
   * Shows a cache that was built elsewhere; the cause of its evictions is {@code unknown}.
   *
   * @return what takes the cache out again
   * @throws MetricsException USER if there is a cache of this name, or the cache does not record
   *     statistics: it would show 0 for ever
   */
  public Registration watch(String name, Cache<?, ?> cache) {
    if (!cache.policy().isRecordingStats()) {
      throw new MetricsException(
          ErrorKind.USER,
          "cache: \"%s\" records no statistics (expected: one built with recordStats())"
              .formatted(name));
    }
    return caches.add(
        name, new CaffeineStats(cache, () -> Map.of("unknown", cache.stats().evictionCount())));
  }

  /** The same for a cache of futures. */
  public Registration watch(String name, AsyncCache<?, ?> cache) {
    return watch(name, cache.synchronous());
  }

  private static CountedStats recordedBy(String name, Caffeine<?, ?> builder) {
    CountedStats stats = new CountedStats();
    try {
      builder.recordStats(() -> stats);
    } catch (IllegalStateException e) {
      throw new MetricsException(
          ErrorKind.USER,
          "cache: \"%s\" records statistics elsewhere (expected: a builder without recordStats)"
              .formatted(name),
          e);
    }
    return stats;
  }

  private <C extends Cache<?, ?>> C shown(String name, C cache, CountedStats stats) {
    caches.add(name, new CaffeineStats(cache, stats::evictionsByCause));
    return cache;
  }
}
