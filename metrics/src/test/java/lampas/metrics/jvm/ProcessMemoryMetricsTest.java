package lampas.metrics.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import lampas.metrics.Registry;
import lampas.metrics.written.Written;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a service tells about itself: its memory, its CPU time, its version. */
class ProcessMemoryMetricsTest {
  private final Registry registry = Registry.create();

  @Test
  @EnabledOnOs(OS.LINUX)
  void memoryIsWhatTheKernelSays() throws IOException {
    ProcessMemoryMetrics.register(registry, "asdlc");
    ProcessMemoryMetrics.register(registry);

    double virtualBefore = kernel("VmSize:");
    Written written = Written.by(registry);
    double resident = kernel("VmRSS:");

    for (String name : new String[] {"asdlc_process_memory_bytes", "process_memory_bytes"}) {
      double rss = written.value(name, "type", "rss").orElseThrow();
      double vms = written.value(name, "type", "vms").orElseThrow();
      assertThat(rss).isBetween(resident * 0.9, resident * 1.1);
      assertThat(vms).isBetween(virtualBefore * 0.95, virtualBefore * 1.05);
    }
  }

  @Test
  void theSameFamilyTwiceIsAnError() {
    ProcessMemoryMetrics.register(registry);

    assertThatThrownBy(() -> ProcessMemoryMetrics.register(registry))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("process_memory_bytes");
  }

  @Test
  void theCpuTimeGrowsByWhatIsBurnt() throws IOException {
    JvmMetrics.register(registry);
    double before = Written.by(registry).value("process_cpu_seconds_total").orElseThrow();
    long mine = cpuNanos();
    while (cpuNanos() - mine < 200_000_000L) {
      Thread.onSpinWait();
    }

    assertThat(Written.by(registry).value("process_cpu_seconds_total").orElseThrow() - before)
        .isBetween(0.2, 60.0);
  }

  @Test
  void theVersionOfTheServiceIsAnInfo() throws IOException {
    ServiceInfo.register(registry, "asdlc", "1.2.3");
    ServiceInfo.register(registry, "1.2.3");

    assertThat(Written.by(registry).series("asdlc_service_info"))
        .containsExactly("{version=\"1.2.3\"} 1.0");
    assertThat(Written.by(registry).value("service_info", "version", "1.2.3")).hasValue(1);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double kernel(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
        .sum();
  }
}
