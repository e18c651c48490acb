package lampas.server.proxy;

import java.util.function.DoubleSupplier;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import lampas.server.proxy.upstream.UpstreamFailure;

/** What the gateway tells of itself. Tenants are those of the configuration, so their number is. */
final class GatewayMetrics {
  private static final MetricDefinition REQUESTS =
      counter("lampas_gateway_requests_total", "Requests that were answered.")
          .label("tenant", LabelDomain.bounded(1000))
          .label("endpoint", LabelDomain.bounded(30))
          .label("status", LabelDomain.bounded(60))
          .build();
  private static final MetricDefinition DURATIONS =
      MetricDefinition.histogram("lampas_gateway_request_duration_seconds")
          .unit(Unit.SECONDS)
          .help("Time from a request's arrival to the last byte of its answer.")
          .label("endpoint", LabelDomain.bounded(30))
          .owner("gateway")
          .build();
  private static final MetricDefinition REFUSED =
      counter(
              "lampas_gateway_refused_total",
              "Requests that were not taken to the backend, by reason.")
          .label("tenant", LabelDomain.bounded(1000))
          .label("reason", LabelDomain.bounded(20))
          .build();
  private static final MetricDefinition COALESCED =
      counter(
              "lampas_gateway_coalesced_total",
              "Requests that were answered by the answer to an equal one of the same tenant.")
          .label("tenant", LabelDomain.bounded(1000))
          .build();
  private static final MetricDefinition FAILURES =
      counter("lampas_gateway_upstream_failures_total", "Questions without an answer, by reason.")
          .label("reason", LabelDomain.closed(UpstreamFailure.class))
          .build();
  private static final MetricDefinition BYTES =
      counter("lampas_gateway_answer_bytes_total", "Bytes of answers, before compression.")
          .label("tenant", LabelDomain.bounded(1000))
          .build();
  private static final MetricDefinition AUDIT =
      counter("lampas_gateway_audit_failures_total", "Audit lines that could not be written.")
          .build();
  private static final MetricDefinition MEMORY =
      MetricDefinition.gauge("lampas_gateway_answer_memory_bytes")
          .unit(Unit.BYTES)
          .help("Memory that answers on their way take.")
          .owner("gateway")
          .build();

  private static final MetricDefinition WAITING =
      MetricDefinition.gauge("lampas_gateway_waiting_requests")
          .help("Requests that wait for an answer of the backend, or send it to their client.")
          .owner("gateway")
          .build();

  private final Family<Counter> requests;
  private final Family<Histogram> durations;
  private final Family<Counter> refused;
  private final Family<Counter> coalesced;
  private final Family<Counter> failures;
  private final Family<Counter> bytes;
  private final Counter auditFailures;

  private GatewayMetrics(Registry registry) {
    requests = registry.counters(REQUESTS);
    durations = registry.histograms(DURATIONS);
    refused = registry.counters(REFUSED);
    coalesced = registry.counters(COALESCED);
    failures = registry.counters(FAILURES);
    bytes = registry.counters(BYTES);
    auditFailures = registry.counter(AUDIT);
  }

  static GatewayMetrics register(
      Registry registry, DoubleSupplier answerMemory, DoubleSupplier waiting) {
    var unusedMemory = registry.gauge(MEMORY, answerMemory);
    var unusedWaiting = registry.gauge(WAITING, waiting);
    return new GatewayMetrics(registry);
  }

  void ended(AuditEntry entry, long durationNanos, long answerBytes) {
    String tenant = entry.tenant().isEmpty() ? "none" : entry.tenant();
    requests.with(tenant, entry.endpoint(), Integer.toString(entry.status())).increment();
    durations.with(entry.endpoint()).observe(durationNanos / 1e9);
    bytes.with(tenant).add(answerBytes);
    if (entry.isCoalesced()) {
      coalesced.with(tenant).increment();
    }
  }

  void refused(String tenant, String reason) {
    refused.with(tenant.isEmpty() ? "none" : tenant, reason).increment();
  }

  void failed(UpstreamFailure failure) {
    failures.with(LabelDomain.value(failure)).increment();
  }

  void auditFailed() {
    auditFailures.increment();
  }

  private static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner("gateway");
  }
}
