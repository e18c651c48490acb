package lampas.workflow;

import java.util.Arrays;
import java.util.Optional;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import lampas.workflow.outcome.ExecutionStatus;

/** The metrics of workflows, under the namespace and with the job of some options. */
final class WorkflowDefinitions {
  private static final Buckets SECONDS = Buckets.of(.01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30);
  private static final LabelDomain STATUS = LabelDomain.closed(ExecutionStatus.class);

  private final String namespace;
  private final Optional<String> job;
  private final LabelDomain names;

  WorkflowDefinitions(WorkflowOptions options) {
    this.namespace = options.namespace();
    this.job = options.job();
    this.names = LabelDomain.bounded(options.maximumNames());
  }

  MetricDefinition workflowExecutions() {
    return finish(
        MetricDefinition.counter("workflow_executions_total")
            .help("Executions of workflows, by how they ended.")
            .label("workflow_name", names)
            .label("status", STATUS));
  }

  MetricDefinition primitiveExecutions() {
    return finish(
        MetricDefinition.counter("primitive_executions_total")
            .help("Executions of primitives, each attempt and each step, by how they ended.")
            .label("primitive_type", primitives())
            .label("primitive_name", names)
            .label("status", STATUS));
  }

  MetricDefinition duration() {
    return finish(
        MetricDefinition.histogram("execution_duration_seconds")
            .help("How long executions of primitives and workflows took.")
            .unit(Unit.SECONDS)
            .buckets(SECONDS)
            .label("primitive_type", LabelDomain.closed(PrimitiveType.class)));
  }

  MetricDefinition running() {
    return finish(
        MetricDefinition.gauge("workflows_running")
            .help("Executions of workflows that have not ended.")
            .label("workflow_name", names));
  }

  MetricDefinition abandoned() {
    return finish(
        MetricDefinition.gauge("abandoned_executions")
            .help("Executions that were interrupted, go on, and nobody waits for."));
  }

  MetricDefinition cacheHits() {
    return cache("cache_hits_total", "Lookups that found a value.");
  }

  MetricDefinition cacheMisses() {
    return cache("cache_misses_total", "Lookups that found no value, or one being computed.");
  }

  MetricDefinition recordingFailures() {
    return finish(
        MetricDefinition.counter("workflow_recording_failures_total")
            .help("Events of workflows that could not be recorded."));
  }

  private MetricDefinition cache(String name, String help) {
    return finish(
        MetricDefinition.counter(name)
            .help(help)
            .label("primitive_name", names)
            .label("cache_type", LabelDomain.closed("memory")));
  }

  private MetricDefinition finish(MetricDefinition.Builder builder) {
    builder.owner("lampas-workflow");
    job.ifPresent(name -> builder.label("job", LabelDomain.closed(name)));
    MetricDefinition definition = builder.build();
    return namespace.isEmpty() ? definition : definition.inNamespace(namespace);
  }

  private static LabelDomain primitives() {
    return LabelDomain.closed(
        Arrays.stream(PrimitiveType.values())
            .filter(type -> type != PrimitiveType.WORKFLOW)
            .map(PrimitiveType::label)
            .toArray(String[]::new));
  }
}
