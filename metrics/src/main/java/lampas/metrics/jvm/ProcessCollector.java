package lampas.metrics.jvm;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** What the process uses, as the operating system counts it. */
final class ProcessCollector implements Collector {
  private static final MetricDefinition CPU =
      JvmDefinitions.counter(
              "process_cpu_seconds_total", "CPU time used, user and system together.")
          .unit(Unit.SECONDS)
          .build();
  private static final MetricDefinition START_TIME =
      JvmDefinitions.gauge(
              "process_start_time_seconds", "When the process started, since the epoch.")
          .unit(Unit.SECONDS)
          .build();
  private static final MetricDefinition OPEN_FILES =
      JvmDefinitions.gauge("process_open_fds", "File descriptors that are open.").build();
  private static final MetricDefinition MAXIMUM_FILES =
      JvmDefinitions.gauge("process_max_fds", "File descriptors that may be open.").build();
  private static final MetricDefinition VIRTUAL_MEMORY =
      JvmDefinitions.bytes("process_virtual_memory_bytes", "Virtual memory.").build();
  private static final MetricDefinition RESIDENT_MEMORY =
      JvmDefinitions.bytes("process_resident_memory_bytes", "Memory that is in RAM.").build();

  private final java.lang.management.OperatingSystemMXBean system;
  private final RuntimeMXBean runtime;
  private final ProcessMemory memory;

  ProcessCollector(
      java.lang.management.OperatingSystemMXBean system,
      RuntimeMXBean runtime,
      ProcessMemory memory) {
    this.system = system;
    this.runtime = runtime;
    this.memory = memory;
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(CPU, START_TIME, OPEN_FILES, MAXIMUM_FILES, VIRTUAL_MEMORY, RESIDENT_MEMORY);
  }

  @Override
  public void collect(Measurements into) {
    if (system instanceof OperatingSystemMXBean detailed && detailed.getProcessCpuTime() >= 0) {
      into.value(CPU, detailed.getProcessCpuTime() / 1e9);
    }
    into.value(START_TIME, runtime.getStartTime() / 1e3);
    if (system instanceof UnixOperatingSystemMXBean unix) {
      positive(into, OPEN_FILES, unix.getOpenFileDescriptorCount());
      positive(into, MAXIMUM_FILES, unix.getMaxFileDescriptorCount());
    }
    memory
        .read()
        .ifPresent(sizes -> {
          into.value(VIRTUAL_MEMORY, (double) sizes.virtualBytes());
          into.value(RESIDENT_MEMORY, (double) sizes.residentBytes());
        });
  }

  /* The JVM says -1 for what the platform does not tell. */
  private static void positive(Measurements into, MetricDefinition metric, long value) {
    if (value >= 0) {
      into.value(metric, (double) value);
    }
  }
}
