package lampas.benchmarks;

import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleSupplier;
import lampas.metrics.Registry;
import lampas.metrics.concurrent.ExecutorMetrics;

/** What measures the tasks of an executor. */
public enum PoolSetup {
  /** Nothing. */
  NONE,
  /** Ours. */
  LAMPAS,
  /** Micrometer's executor, its registry for Prometheus. */
  MICROMETER;

  /** The executor to use, and how many tasks were counted; NaN if nobody counts. */
  record Measured(ExecutorService executor, DoubleSupplier counted) {}

  Measured measure(ExecutorService executor) {
    return switch (this) {
      case NONE -> new Measured(executor, () -> Double.NaN);
      case LAMPAS -> {
        Registry registry = Registry.create();
        ExecutorService measured = ExecutorMetrics.register(registry).measure("bench", executor);
        yield new Measured(
            measured, () -> WrittenCounts.sum(registry, "executor_task_duration_seconds_count{"));
      }
      case MICROMETER -> {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        ExecutorService measured = ExecutorServiceMetrics.monitor(registry, executor, "bench");
        yield new Measured(measured, () -> registry.get("executor").timer().count());
      }
    };
  }
}
