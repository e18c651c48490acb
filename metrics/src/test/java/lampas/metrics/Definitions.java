package lampas.metrics;

import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** Definitions that several tests use. */
final class Definitions {
  static final MetricDefinition JOBS =
      MetricDefinition.counter("jobs_total").help("Jobs done.").build();

  static final MetricDefinition REQUESTS =
      MetricDefinition.counter("http_requests_total")
          .help("Requests answered.")
          .label("method", LabelDomain.closed("GET", "POST"))
          .label("path", LabelDomain.bounded(3))
          .build();

  static final MetricDefinition DEPTH =
      MetricDefinition.gauge("queue_depth").help("Jobs that wait.").build();

  static final MetricDefinition LATENCY =
      MetricDefinition.histogram("request_duration_seconds")
          .unit(Unit.SECONDS)
          .help("Time to answer.")
          .buckets(Buckets.of(0.1, 1, 1_000_000))
          .build();

  private Definitions() {}
}
