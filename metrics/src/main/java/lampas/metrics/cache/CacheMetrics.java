package lampas.metrics.cache;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import lampas.model.error.ErrorKind;

/**
 * Caches by their names, asked at each scrape.
 *
 * <p>A cache that throws when it is asked takes the metrics of all caches out of that scrape, which
 * is counted in {@code lampas_metrics_failed_collections_total}. Thread-safe.
 */
public final class CacheMetrics {
  private final Map<String, CacheStats> caches = new ConcurrentSkipListMap<>();

  private CacheMetrics() {}

  /**
   * Registers the metrics of caches of which there is none yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static CacheMetrics register(Registry registry) {
    return register(registry, Optional.empty());
  }

  /**
   * Registers them in a namespace: {@code asdlc} makes {@code asdlc_cache_hits_total}.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static CacheMetrics register(Registry registry, String namespace) {
    return register(registry, Optional.of(namespace));
  }

  private static CacheMetrics register(Registry registry, Optional<String> namespace) {
    CacheMetrics metrics = new CacheMetrics();
    registry.register(new CacheCollector(new CacheDefinitions(namespace), metrics.caches));
    return metrics;
  }

  /**
   * Shows a cache from now on.
   *
   * @param name the value of the label {@code cache}
   * @return what takes the cache out again
   * @throws MetricsException USER if there is a cache of this name
   */
  public Registration add(String name, CacheStats cache) {
    if (caches.putIfAbsent(name, cache) != null) {
      throw new MetricsException(
          ErrorKind.USER, "cache: \"" + name + "\" is there already (expected: a new name)");
    }
    return () -> caches.remove(name, cache);
  }
}
