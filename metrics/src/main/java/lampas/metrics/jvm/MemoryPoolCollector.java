package lampas.metrics.jvm;

import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** The pools that the JVM's memory consists of, now and after their last collection. */
final class MemoryPoolCollector implements Collector {
  private static final LabelDomain POOLS = LabelDomain.bounded(64);
  private static final UsageMetrics NOW =
      UsageMetrics.of("jvm_memory_pool", ", by pool.", "pool", POOLS);
  private static final UsageMetrics AFTER_COLLECTION =
      UsageMetrics.of(
          "jvm_memory_pool_collection", " after the last collection, by pool.", "pool", POOLS);

  private final List<MemoryPoolMXBean> pools;

  MemoryPoolCollector(List<MemoryPoolMXBean> pools) {
    this.pools = List.copyOf(pools);
  }

  @Override
  public List<MetricDefinition> definitions() {
    List<MetricDefinition> definitions = new ArrayList<>(NOW.definitions());
    definitions.addAll(AFTER_COLLECTION.definitions());
    return definitions;
  }

  @Override
  public void collect(Measurements into) {
    for (MemoryPoolMXBean pool : pools) {
      MemoryUsage now = pool.getUsage();
      /* Null if the pool is no longer valid. */
      if (now != null) {
        NOW.measure(into, now, pool.getName());
      }
      MemoryUsage collected = pool.getCollectionUsage();
      if (collected != null) {
        AFTER_COLLECTION.measure(into, collected, pool.getName());
      }
    }
  }
}
