package lampas.examples.agents.telemetry;

import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** The metrics that are the platform's own: names and labels are a contract. */
final class Definitions {
  static final String NAMESPACE = "asdlc";

  static final MetricDefinition EVENTS_PROCESSED =
      named(
          MetricDefinition.counter("events_processed_total")
              .help("Events that were taken from the log, by what became of them.")
              .label("event_type", LabelDomain.closed(EventType.class))
              .label("status", LabelDomain.closed(EventStatus.class)));

  static final MetricDefinition SUBMISSIONS =
      named(
          MetricDefinition.counter("tasks_submitted_total")
              .help("Requests for tasks, by what became of them.")
              .label("status", LabelDomain.closed(Submission.class)));

  static final MetricDefinition UNFINISHED =
      named(
          MetricDefinition.gauge("active_tasks")
              .help("Tasks that were accepted and have not ended."));

  static final MetricDefinition IN_HAND =
      named(
          MetricDefinition.gauge("active_tasks")
              .help("Tasks that this process has taken and not ended."));

  static final MetricDefinition WORKERS_SEEN =
      named(
          MetricDefinition.gauge("active_workers")
              .help("Processes of workers that the log has heard of lately."));

  static final MetricDefinition WORKERS_BUSY =
      named(MetricDefinition.gauge("active_workers").help("Workers that run a task."));

  /** What kind of event the log holds. */
  enum EventType {
    TASK
  }

  private Definitions() {}

  private static MetricDefinition named(MetricDefinition.Builder builder) {
    return builder.owner("agents").build().inNamespace(NAMESPACE);
  }
}
