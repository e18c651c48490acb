package lampas.metrics.http.client;

import java.net.URI;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.metrics.http.KnownMethod;
import lampas.metrics.http.Scheme;
import lampas.metrics.http.StatusLabel;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** Clients under the names of OpenTelemetry's semantic conventions. */
final class OpenTelemetryClient implements ClientFamilies {
  /** The buckets that the conventions advise for durations. */
  private static final Buckets SECONDS =
      Buckets.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10);

  /* An attribute that is not set is, in Prometheus, a label that is empty. */
  private static final String UNSET = "";

  /* One more for what is not set. */
  private static final LabelDomain STATUSES = LabelDomain.bounded(StatusLabel.MAXIMUM + 1);
  private static final LabelDomain ERRORS =
      LabelDomain.bounded(StatusLabel.MAXIMUM + Failure.values().length + 1);

  private final Family<Gauge> active;
  private final Family<Histogram> durations;
  private final Family<Histogram> requestSizes;
  private final Family<Histogram> responseSizes;

  OpenTelemetryClient(Registry registry, HttpClientOptions options) {
    active =
        registry.gauges(
            ClientDefinitions.named(
                options,
                ClientDefinitions.gauge(
                        "http_client_active_requests", "Requests that are not over yet.")
                    .label("http_request_method", ClientDefinitions.methods())
                    .label("server_address", ClientDefinitions.hosts(options))
                    .label("server_port", ClientDefinitions.hosts(options))
                    .label("url_scheme", LabelDomain.bounded(Scheme.values().length))));
    durations =
        histograms(
            registry,
            options,
            ClientDefinitions.seconds(
                "http_client_request_duration_seconds", options.durationBuckets().orElse(SECONDS)));
    requestSizes =
        histograms(
            registry,
            options,
            ClientDefinitions.bytes(
                "http_client_request_body_size_bytes",
                "Bytes of the bodies of requests, where they are known beforehand.",
                options.sizeBuckets()));
    responseSizes =
        histograms(
            registry,
            options,
            ClientDefinitions.bytes(
                "http_client_response_body_size_bytes",
                "Bytes of the bodies of answers that came.",
                options.sizeBuckets()));
  }

  private static Family<Histogram> histograms(
      Registry registry, HttpClientOptions options, MetricDefinition.Builder builder) {
    return registry.histograms(
        ClientDefinitions.named(
            options,
            builder
                .label("http_request_method", ClientDefinitions.methods())
                .label("server_address", ClientDefinitions.hosts(options))
                .label("server_port", ClientDefinitions.hosts(options))
                .label("http_response_status_code", STATUSES)
                .label("error_type", ERRORS)));
  }

  @Override
  public Gauge inFlight(KnownMethod method, HostLabels.Host host, URI uri) {
    String scheme = uri.getScheme();
    return active.with(
        method.label(),
        host.address(),
        host.port(),
        Scheme.of(scheme == null ? UNSET : scheme).label());
  }

  /* For a client codes from 400 are errors, say the conventions. */
  @Override
  public void answered(KnownMethod method, HostLabels.Host host, int status, Measures measures) {
    String code = StatusLabel.of(status);
    record(method, host, code, status >= 400 ? code : UNSET, measures);
  }

  @Override
  public void failed(
      KnownMethod method, HostLabels.Host host, int status, Failure failure, Measures measures) {
    record(
        method, host, status == NONE ? UNSET : StatusLabel.of(status), failure.label(), measures);
  }

  private void record(
      KnownMethod method, HostLabels.Host host, String status, String error, Measures measures) {
    String[] labels = {method.label(), host.address(), host.port(), status, error};
    measures.record(durations.with(labels), requestSizes.with(labels), responseSizes.with(labels));
  }
}
