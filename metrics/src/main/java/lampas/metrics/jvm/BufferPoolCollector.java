package lampas.metrics.jvm;

import java.lang.management.BufferPoolMXBean;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** The buffers outside of the heap. */
final class BufferPoolCollector implements Collector {
  private static final LabelDomain POOLS = LabelDomain.bounded(16);
  private static final MetricDefinition USED =
      JvmDefinitions.bytes("jvm_buffer_pool_used_bytes", "Memory that buffers use, by pool.")
          .label("pool", POOLS)
          .build();
  private static final MetricDefinition CAPACITY =
      JvmDefinitions.bytes("jvm_buffer_pool_capacity_bytes", "Capacity of the buffers, by pool.")
          .label("pool", POOLS)
          .build();
  private static final MetricDefinition BUFFERS =
      JvmDefinitions.gauge("jvm_buffer_pool_used_buffers", "Buffers in use, by pool.")
          .label("pool", POOLS)
          .build();

  private final List<BufferPoolMXBean> pools;

  BufferPoolCollector(List<BufferPoolMXBean> pools) {
    this.pools = List.copyOf(pools);
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(USED, CAPACITY, BUFFERS);
  }

  @Override
  public void collect(Measurements into) {
    for (BufferPoolMXBean pool : pools) {
      if (pool.getMemoryUsed() >= 0) {
        into.value(USED, (double) pool.getMemoryUsed(), pool.getName());
      }
      into.value(CAPACITY, (double) pool.getTotalCapacity(), pool.getName());
      into.value(BUFFERS, (double) pool.getCount(), pool.getName());
    }
  }
}
