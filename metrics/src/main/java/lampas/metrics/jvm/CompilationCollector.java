package lampas.metrics.jvm;

import java.lang.management.CompilationMXBean;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import org.jspecify.annotations.Nullable;

/** The time that the just-in-time compiler has taken. */
final class CompilationCollector implements Collector {
  private static final MetricDefinition TIME =
      JvmDefinitions.counter("jvm_compilation_time_seconds_total", "Time spent compiling bytecode.")
          .unit(Unit.SECONDS)
          .build();

  private final @Nullable CompilationMXBean compilation;

  /** A collector for a JVM that may have no compiler. */
  CompilationCollector(@Nullable CompilationMXBean compilation) {
    this.compilation = compilation;
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(TIME);
  }

  @Override
  public void collect(Measurements into) {
    if (compilation != null && compilation.isCompilationTimeMonitoringSupported()) {
      into.value(TIME, compilation.getTotalCompilationTime() / 1e3);
    }
  }
}
