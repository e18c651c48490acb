package lampas.metrics.jvm;

import java.nio.file.Path;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/**
 * The memory of the process as one gauge, {@code process_memory_bytes{type="rss"|"vms"}}: what is
 * in RAM, and the virtual size.
 *
 * <p>Read from Linux at each scrape; absent on other systems. {@link JvmMetrics} has the same under
 * the names of Prometheus's own client library.
 */
public final class ProcessMemoryMetrics {
  private static final MetricDefinition MEMORY =
      JvmDefinitions.bytes("process_memory_bytes", "Memory of the process, by type.")
          .label("type", LabelDomain.closed("rss", "vms"))
          .build();

  private ProcessMemoryMetrics() {}

  /**
   * Registers it.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has the name
   */
  public static void register(Registry registry) {
    registry.register(collector(MEMORY));
  }

  /**
   * Registers it in a namespace: {@code asdlc} makes {@code asdlc_process_memory_bytes}.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has the name
   */
  public static void register(Registry registry, String namespace) {
    registry.register(collector(MEMORY.inNamespace(namespace)));
  }

  private static Collector collector(MetricDefinition definition) {
    ProcessMemory memory = new ProcessMemory(Path.of("/proc/self/status"));
    return new Collector() {
      @Override
      public List<MetricDefinition> definitions() {
        return List.of(definition);
      }

      @Override
      public void collect(Measurements into) {
        memory
            .read()
            .ifPresent(sizes -> {
              into.value(definition, (double) sizes.residentBytes(), "rss");
              into.value(definition, (double) sizes.virtualBytes(), "vms");
            });
      }
    };
  }
}
