package lampas.metrics.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JvmMetricsTest {
  private final Registry registry = Registry.create();

  @Test
  void everyValueIsTheOneThatTheJvmTells() throws IOException {
    JvmMetrics.register(registry);
    System.gc();
    long startedBefore = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    long loadedBefore = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();

    Map<String, Double> samples = samples();

    assertThat(samples.get("process_start_time_seconds"))
        .isEqualTo(ManagementFactory.getRuntimeMXBean().getStartTime() / 1000.0);
    assertThat(samples.get("process_cpu_seconds_total")).isBetween(0.1, 36_000.0);
    assertThat(samples.get("jvm_memory_max_bytes{area=\"heap\"}"))
        .isEqualTo((double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax());
    assertThat(samples.get("jvm_memory_used_bytes{area=\"heap\"}"))
        .isBetween(1e6, (double) Runtime.getRuntime().maxMemory());
    assertThat(samples.get("jvm_threads_started_total"))
        .isGreaterThanOrEqualTo((double) startedBefore);
    assertThat(samples.get("jvm_classes_loaded_total"))
        .isGreaterThanOrEqualTo((double) loadedBefore);
    assertThat(samples.get("jvm_threads_deadlocked")).isEqualTo(0);
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      assertThat(samples.get("jvm_gc_collection_seconds_count{gc=\"" + gc.getName() + "\"}"))
          .isEqualTo((double) gc.getCollectionCount());
      assertThat(samples.get("jvm_gc_collection_seconds_sum{gc=\"" + gc.getName() + "\"}"))
          .isEqualTo(gc.getCollectionTime() / 1000.0);
    }
  }

  @Test
  void threadsByStateAreTheThreadsThereAre() throws IOException {
    JvmMetrics.register(registry);

    Map<String, Double> samples = samples();

    double byState =
        samples.entrySet().stream()
            .filter(sample -> sample.getKey().startsWith("jvm_threads_state{"))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    assertThat(byState).isBetween(2.0, samples.get("jvm_threads_peak"));
    assertThat(samples.get("jvm_threads_state{state=\"RUNNABLE\"}")).isPositive();
  }

  @Test
  void noValueIsMadeUp() throws IOException {
    JvmMetrics.register(registry);

    assertThat(samples().values()).allSatisfy(value -> assertThat(value).isNotNegative());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theProcessIsMeasuredAsLinuxCountsIt() throws IOException {
    JvmMetrics.register(registry);

    Map<String, Double> samples = samples();

    assertThat(samples.get("process_resident_memory_bytes"))
        .isBetween(10e6, samples.get("process_virtual_memory_bytes"));
    assertThat(samples.get("process_open_fds")).isBetween(3.0, samples.get("process_max_fds"));
  }

  @Test
  void memoryOfTheProcessIsReadFromLinuxsFile(@TempDir Path folder) throws IOException {
    Path status = folder.resolve("status");
    assertThat(new ProcessMemory(status).read()).isEmpty();

    Files.writeString(status, "Name:\tjava\nVmSize:\t    2048 kB\nVmRSS:\t  1 kB\n");
    assertThat(new ProcessMemory(status).read())
        .contains(new ProcessMemory.Sizes(2_097_152, 1_024));

    Files.writeString(status, "Name:\tjava\n");
    assertThat(new ProcessMemory(status).read()).isEmpty();
  }

  private Map<String, Double> samples() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.write(Format.TEXT, out);
    Map<String, Double> samples = new TreeMap<>();
    out.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> {
          int space = line.lastIndexOf(' ');
          samples.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
    return samples;
  }
}
