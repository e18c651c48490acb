package lampas.metrics.concurrent;

import java.util.Optional;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** The definitions of this package, under a namespace or none. */
final class ConcurrentDefinitions {
  /* From a tenth of a millisecond, what a queue on an idle machine takes, to a minute. */
  private static final Buckets DURATIONS =
      Buckets.of(.0001, .001, .005, .01, .05, .1, .5, 1, 5, 10, 30, 60);
  private static final LabelDomain NAMES = LabelDomain.bounded(100);
  /* An application names what its workers can end in. */
  private static final LabelDomain OUTCOMES = LabelDomain.bounded(20);

  private final Optional<String> namespace;

  ConcurrentDefinitions(Optional<String> namespace) {
    this.namespace = namespace;
  }

  MetricDefinition executorTasks() {
    return named(
        MetricDefinition.counter("executor_tasks_total")
            .help("Tasks that are over, by how they ended.")
            .label("executor", NAMES)
            .label("outcome", LabelDomain.closed(TaskOutcome.class)));
  }

  MetricDefinition executorActive() {
    return executorGauge("executor_active_tasks", "Tasks that run.");
  }

  MetricDefinition executorQueued() {
    return executorGauge("executor_queued_tasks", "Tasks that wait for a thread.");
  }

  MetricDefinition queueWait() {
    return executorSeconds(
        "executor_queue_wait_seconds", "How long tasks that ran had waited for a thread.");
  }

  MetricDefinition taskDuration() {
    return executorSeconds("executor_task_duration_seconds", "How long tasks ran.");
  }

  MetricDefinition poolActive() {
    return poolGauge("worker_pool_active_workers", "Workers that work.");
  }

  MetricDefinition poolSize() {
    return poolGauge("worker_pool_workers", "Workers that there are.");
  }

  MetricDefinition poolQueued() {
    return poolGauge("worker_pool_queued_tasks", "Tasks that wait for a worker.");
  }

  MetricDefinition poolQueueCapacity() {
    return poolGauge("worker_pool_queue_capacity_tasks", "How many tasks may wait.");
  }

  MetricDefinition poolProcessed() {
    return named(
        MetricDefinition.counter("worker_pool_processed_tasks_total")
            .help("Tasks that are over, by how they ended.")
            .label("pool", NAMES)
            .label("outcome", OUTCOMES));
  }

  private MetricDefinition executorGauge(String name, String help) {
    return named(MetricDefinition.gauge(name).help(help).label("executor", NAMES));
  }

  private MetricDefinition poolGauge(String name, String help) {
    return named(MetricDefinition.gauge(name).help(help).label("pool", NAMES));
  }

  private MetricDefinition executorSeconds(String name, String help) {
    return named(
        MetricDefinition.histogram(name)
            .unit(Unit.SECONDS)
            .help(help)
            .label("executor", NAMES)
            .buckets(DURATIONS));
  }

  private MetricDefinition named(MetricDefinition.Builder builder) {
    MetricDefinition definition = builder.owner("lampas-metrics").build();
    return namespace.map(definition::inNamespace).orElse(definition);
  }
}
