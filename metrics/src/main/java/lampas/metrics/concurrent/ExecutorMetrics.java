package lampas.metrics.concurrent;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongSupplier;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;

/**
 * Measures executors: how many tasks wait and run, how long they waited and ran, and how they
 * ended.
 *
 * <p>For pools of platform threads and for executors that start a virtual thread for each task.
 * Only tasks that go through what {@link #measure} returns are recorded. Thread-safe.
 */
public final class ExecutorMetrics {
  private final Family<Counter> tasks;
  private final Family<Histogram> waits;
  private final Family<Histogram> durations;
  private final LiveExecutors live;
  private final LongSupplier nanoTime;

  private ExecutorMetrics(Registry registry, Optional<String> namespace, LongSupplier nanoTime) {
    ConcurrentDefinitions definitions = new ConcurrentDefinitions(namespace);
    this.tasks = registry.counters(definitions.executorTasks());
    this.waits = registry.histograms(definitions.queueWait());
    this.durations = registry.histograms(definitions.taskDuration());
    this.live = new LiveExecutors(definitions);
    this.nanoTime = nanoTime;
    registry.register(live);
  }

  /**
   * Registers the metrics of executors of which there is none yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static ExecutorMetrics register(Registry registry) {
    return register(registry, Optional.empty(), System::nanoTime);
  }

  /**
   * Registers them in a namespace: {@code asdlc} makes {@code asdlc_executor_tasks_total}.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static ExecutorMetrics register(Registry registry, String namespace) {
    return register(registry, Optional.of(namespace), System::nanoTime);
  }

  static ExecutorMetrics register(
      Registry registry, Optional<String> namespace, LongSupplier nanoTime) {
    return new ExecutorMetrics(registry, namespace, nanoTime);
  }

  /**
   * The same executor, measured; shutting either down shuts down both.
   *
   * <p>{@code shutdownNow} returns the tasks that were given to {@code execute} as they were given,
   * the others as their futures, and counts all of them as cancelled.
   *
   * @param name the value of the label {@code executor}
   * @throws lampas.metrics.MetricsException USER if an executor of this name has not terminated
   */
  public ExecutorService measure(String name, ExecutorService executor) {
    TaskMeter meter = meter(name);
    live.add(new LiveExecutor(name, executor, meter, queueOf(executor)));
    return new MeasuredExecutor(executor, meter);
  }

  /**
   * The same executor, measured.
   *
   * <p>Tasks that are due later do not count as waiting. What such a run waited is how late it
   * began; each run of a repeated task counts. One that is cancelled before it runs is not counted.
   *
   * @param name the value of the label {@code executor}
   * @throws lampas.metrics.MetricsException USER if an executor of this name has not terminated
   */
  public ScheduledExecutorService measure(String name, ScheduledExecutorService executor) {
    TaskMeter meter = meter(name);
    live.add(new LiveExecutor(name, executor, meter, Optional.empty()));
    return new MeasuredScheduledExecutor(executor, meter);
  }

  /* A pool with a handler that drops tasks tells nobody; its queue does not lie. The queue of a
  scheduled one holds what is due next year. */
  private static Optional<ThreadPoolExecutor> queueOf(ExecutorService executor) {
    return executor instanceof ThreadPoolExecutor pool
            && !(executor instanceof ScheduledExecutorService)
        ? Optional.of(pool)
        : Optional.empty();
  }

  private TaskMeter meter(String name) {
    TaskOutcome[] outcomes = TaskOutcome.values();
    Counter[] byOutcome = new Counter[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      byOutcome[i] = tasks.with(name, LabelDomain.value(outcomes[i]));
    }
    return new TaskMeter(byOutcome, waits.with(name), durations.with(name), nanoTime);
  }
}
