package lampas.metrics.jvm;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Registry;

/**
 * The metrics of the running JVM and its process.
 *
 * <p>A value that this platform does not have is absent, not 0 and not -1. Names and labels are
 * those of the instrumentation module of Prometheus's Java client, so that dashboards made for it
 * work.
 */
public final class JvmMetrics {
  private JvmMetrics() {}

  /**
   * Registers all of them.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has one of the names
   */
  public static void register(Registry registry) {
    RuntimeFacts.register(registry);
    collectors().forEach(registry::register);
  }

  private static List<Collector> collectors() {
    return List.of(
        new ProcessCollector(
            ManagementFactory.getOperatingSystemMXBean(),
            ManagementFactory.getRuntimeMXBean(),
            new ProcessMemory(Path.of("/proc/self/status"))),
        new MemoryCollector(ManagementFactory.getMemoryMXBean()),
        new MemoryPoolCollector(ManagementFactory.getMemoryPoolMXBeans()),
        new GarbageCollectionCollector(ManagementFactory.getGarbageCollectorMXBeans()),
        new ThreadCollector(ManagementFactory.getThreadMXBean()),
        new ClassCollector(ManagementFactory.getClassLoadingMXBean()),
        new CompilationCollector(ManagementFactory.getCompilationMXBean()),
        new BufferPoolCollector(ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)));
  }
}
