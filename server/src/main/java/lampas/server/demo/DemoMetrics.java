package lampas.server.demo;

import java.util.List;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.NativeBuckets;
import lampas.model.catalogue.Unit;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/** The metrics of the {@link OrderService}, and the series that the loop is proven with. */
final class DemoMetrics {
  private static final LabelDomain ENDPOINTS = LabelDomain.closed("/orders", "/orders/{id}");

  static final MetricDefinition REQUESTS =
      MetricDefinition.counter("demo_http_requests_total")
          .help("HTTP requests that were answered.")
          .label("method", LabelDomain.closed("GET", "POST", "DELETE"))
          .label("endpoint", ENDPOINTS)
          .label("status", LabelDomain.bounded(60))
          .build();

  static final MetricDefinition DURATIONS =
      MetricDefinition.histogram("demo_http_request_duration_seconds")
          .unit(Unit.SECONDS)
          .help("Time from a request's first byte to its answer's last.")
          .label("endpoint", ENDPOINTS)
          .buckets(
              Buckets.of(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1))
          .nativeBuckets(NativeBuckets.STANDARD)
          .build();

  static final MetricDefinition ERRORS =
      MetricDefinition.counter("demo_http_errors_total")
          .help("Requests that were refused.")
          .label("endpoint", ENDPOINTS)
          .label("reason", LabelDomain.closed("card_declined", "out_of_stock", "no_such_order"))
          .build();

  static final MetricDefinition OPEN_ORDERS =
      MetricDefinition.gauge("demo_orders_open").help("Orders that are not cancelled.").build();

  static final MetricDefinition JOBS =
      MetricDefinition.counter("demo_jobs_total")
          .help("Orders that the worker pool has handled.")
          .label("outcome", LabelDomain.closed("shipped", "broken"))
          .build();

  static final MetricDefinition QUEUED_JOBS =
      MetricDefinition.gauge("demo_jobs_queued")
          .help("Orders that wait for a worker or are with one.")
          .build();

  /** The names of the samples that are compared at every station. */
  static final List<String> PROVEN =
      List.of(
          REQUESTS.name(),
          DURATIONS.name() + "_count",
          ERRORS.name(),
          OPEN_ORDERS.name(),
          JOBS.name());

  private DemoMetrics() {}

  static Labels requests(String method, String endpoint, String status) {
    return Labels.of(
        LabelNames.METRIC_NAME,
        REQUESTS.name(),
        "method",
        method,
        "endpoint",
        endpoint,
        "status",
        status);
  }

  static Labels durations(String endpoint) {
    return Labels.of(LabelNames.METRIC_NAME, DURATIONS.name() + "_count", "endpoint", endpoint);
  }

  static Labels errors(String endpoint, String reason) {
    return Labels.of(LabelNames.METRIC_NAME, ERRORS.name(), "endpoint", endpoint, "reason", reason);
  }

  static Labels openOrders() {
    return Labels.of(LabelNames.METRIC_NAME, OPEN_ORDERS.name());
  }

  static Labels jobs(String outcome) {
    return Labels.of(LabelNames.METRIC_NAME, JOBS.name(), "outcome", outcome);
  }
}
