package lampas.server.view;

import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** The metrics behind the views: names and labels are a contract. */
final class Definitions {
  static final String SERVICE = "service";
  private static final int MANY = 1_000;

  private final String namespace;

  Definitions(String namespace) {
    this.namespace = namespace;
  }

  MetricDefinition serviceInfo() {
    return named(
        ofService(MetricDefinition.info("service_info"))
            .help("The service and its version.")
            .label("version", LabelDomain.bounded(MANY)));
  }

  /** The process metric that every client library has; the namespace is not in its name. */
  MetricDefinition cpuSeconds() {
    return ofService(MetricDefinition.counter("process_cpu_seconds_total"))
        .unit(Unit.SECONDS)
        .help("Processor time that the process has used.")
        .build();
  }

  MetricDefinition memory() {
    return named(
        ofService(MetricDefinition.gauge("process_memory_bytes"))
            .unit(Unit.BYTES)
            .help("Memory of the process, by type.")
            .label("type", LabelDomain.closed("rss", "vms")));
  }

  MetricDefinition requests() {
    return named(
        ofEndpoint(MetricDefinition.counter("http_requests_total"))
            .help("Requests that were answered.")
            .label("status", LabelDomain.bounded(MANY)));
  }

  MetricDefinition requestDuration() {
    return named(
        ofEndpoint(MetricDefinition.histogram("http_request_duration_seconds"))
            .unit(Unit.SECONDS)
            .help("How long requests took.")
            .buckets(Buckets.LATENCY_SECONDS));
  }

  MetricDefinition activeTasks() {
    return named(
        ofService(MetricDefinition.gauge("active_tasks"))
            .help("Tasks that were accepted and have not ended."));
  }

  MetricDefinition activeWorkers() {
    return named(
        ofService(MetricDefinition.gauge("active_workers")).help("Workers that run a task."));
  }

  private static MetricDefinition.Builder ofService(MetricDefinition.Builder builder) {
    return builder.label(SERVICE, LabelDomain.bounded(MANY));
  }

  private static MetricDefinition.Builder ofEndpoint(MetricDefinition.Builder builder) {
    return ofService(builder)
        .label("method", LabelDomain.bounded(MANY))
        .label("endpoint", LabelDomain.bounded(MANY));
  }

  private MetricDefinition named(MetricDefinition.Builder builder) {
    MetricDefinition definition = builder.build();
    return namespace.isEmpty() ? definition : definition.inNamespace(namespace);
  }
}
