package lampas.metrics.concurrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.error.ErrorKind;

/**
 * Pools of workers by their names, asked at each scrape.
 *
 * <p>A pool that throws when it is asked takes the metrics of all pools out of that scrape, which
 * is counted in {@code lampas_metrics_failed_collections_total}. Thread-safe.
 */
public final class PoolCollector {
  private final Map<String, PoolStats> pools = new ConcurrentSkipListMap<>();

  private PoolCollector() {}

  /**
   * Registers the metrics of pools of which there is none yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static PoolCollector register(Registry registry) {
    return register(registry, Optional.empty());
  }

  /**
   * Registers them in a namespace: {@code asdlc} makes {@code asdlc_worker_pool_workers}.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static PoolCollector register(Registry registry, String namespace) {
    return register(registry, Optional.of(namespace));
  }

  private static PoolCollector register(Registry registry, Optional<String> namespace) {
    PoolCollector collector = new PoolCollector();
    registry.register(new Asked(new ConcurrentDefinitions(namespace), collector.pools));
    return collector;
  }

  /**
   * Shows a pool from now on.
   *
   * @param name the value of the label {@code pool}
   * @return what takes the pool out again
   * @throws MetricsException USER if there is a pool of this name
   */
  public Registration add(String name, PoolStats pool) {
    if (pools.putIfAbsent(name, pool) != null) {
      throw new MetricsException(
          ErrorKind.USER, "worker pool: \"" + name + "\" is there already (expected: a new name)");
    }
    return () -> pools.remove(name, pool);
  }

  private record Asked(
      MetricDefinition active,
      MetricDefinition size,
      MetricDefinition queued,
      MetricDefinition capacity,
      MetricDefinition processed,
      Map<String, PoolStats> pools)
      implements Collector {
    Asked(ConcurrentDefinitions definitions, Map<String, PoolStats> pools) {
      this(
          definitions.poolActive(),
          definitions.poolSize(),
          definitions.poolQueued(),
          definitions.poolQueueCapacity(),
          definitions.poolProcessed(),
          pools);
    }

    @Override
    public List<MetricDefinition> definitions() {
      return List.of(active, size, queued, capacity, processed);
    }

    @Override
    public void collect(Measurements into) {
      pools.forEach((name, pool) -> {
        into.value(active, pool.active(), name);
        into.value(size, pool.size(), name);
        into.value(queued, (double) pool.queued(), name);
        pool.queueCapacity().ifPresent(most -> into.value(capacity, most, name));
        pool.processed()
            .forEach(
                (outcome, count) -> into.value(processed, (double) (long) count, name, outcome));
      });
    }
  }
}
