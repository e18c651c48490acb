package lampas.metrics.jvm;

import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** The memory inside and outside of the heap. */
final class MemoryCollector implements Collector {
  private static final UsageMetrics USAGE =
      UsageMetrics.of("jvm_memory", ", by area.", "area", LabelDomain.closed("heap", "nonheap"));
  private static final MetricDefinition PENDING_FINALIZATION =
      JvmDefinitions.gauge(
              "jvm_memory_objects_pending_finalization", "Objects that wait for their finalizer.")
          .build();

  private final MemoryMXBean memory;

  MemoryCollector(MemoryMXBean memory) {
    this.memory = memory;
  }

  @Override
  public List<MetricDefinition> definitions() {
    List<MetricDefinition> definitions = new ArrayList<>(USAGE.definitions());
    definitions.add(PENDING_FINALIZATION);
    return definitions;
  }

  /* Finalization is on its way out of Java; as long as a JVM has it, the number means something. */
  @SuppressWarnings("deprecation")
  @Override
  public void collect(Measurements into) {
    USAGE.measure(into, memory.getHeapMemoryUsage(), "heap");
    USAGE.measure(into, memory.getNonHeapMemoryUsage(), "nonheap");
    into.value(PENDING_FINALIZATION, memory.getObjectPendingFinalizationCount());
  }
}
