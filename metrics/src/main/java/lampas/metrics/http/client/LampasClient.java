package lampas.metrics.http.client;

import java.net.URI;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.metrics.http.KnownMethod;
import lampas.metrics.http.StatusLabel;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** Clients under our own names. */
final class LampasClient implements ClientFamilies {
  private final Family<Gauge> inFlight;
  private final Family<Counter> total;
  private final Family<Histogram> durations;
  private final Family<Histogram> requestSizes;
  private final Family<Histogram> responseSizes;

  LampasClient(Registry registry, HttpClientOptions options) {
    LabelDomain hosts = ClientDefinitions.hosts(options);
    inFlight =
        registry.gauges(
            ClientDefinitions.named(
                options,
                ClientDefinitions.gauge(
                        "http_client_requests_in_flight", "Requests that are not over yet.")
                    .label("host", hosts)));
    total =
        registry.counters(
            ClientDefinitions.named(
                options,
                ClientDefinitions.counter("http_client_requests_total", "Requests that are over.")
                    .label("method", ClientDefinitions.methods())
                    .label("host", hosts)
                    .label(
                        "status",
                        LabelDomain.bounded(StatusLabel.MAXIMUM + Failure.values().length))));
    durations =
        histograms(
            registry,
            options,
            ClientDefinitions.seconds(
                "http_client_request_duration_seconds",
                options.durationBuckets().orElse(Buckets.LATENCY_SECONDS)));
    requestSizes =
        histograms(
            registry,
            options,
            ClientDefinitions.bytes(
                "http_client_request_body_bytes",
                "Bytes of the bodies of requests, where they are known beforehand.",
                options.sizeBuckets()));
    responseSizes =
        histograms(
            registry,
            options,
            ClientDefinitions.bytes(
                "http_client_response_body_bytes",
                "Bytes of the bodies of answers that came.",
                options.sizeBuckets()));
  }

  private static Family<Histogram> histograms(
      Registry registry, HttpClientOptions options, MetricDefinition.Builder builder) {
    return registry.histograms(
        ClientDefinitions.named(
            options,
            builder
                .label("method", ClientDefinitions.methods())
                .label("host", ClientDefinitions.hosts(options))));
  }

  @Override
  public Gauge inFlight(KnownMethod method, HostLabels.Host host, URI uri) {
    return inFlight.with(host.label());
  }

  @Override
  public void answered(KnownMethod method, HostLabels.Host host, int status, Measures measures) {
    record(method.label(), host.label(), StatusLabel.of(status), measures);
  }

  @Override
  public void failed(
      KnownMethod method, HostLabels.Host host, int status, Failure failure, Measures measures) {
    record(method.label(), host.label(), failure.label(), measures);
  }

  private void record(String method, String host, String status, Measures measures) {
    total.with(method, host, status).increment();
    measures.record(
        durations.with(method, host),
        requestSizes.with(method, host),
        responseSizes.with(method, host));
  }
}
