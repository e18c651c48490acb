package lampas.metrics.http;

import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;

/** A server under our own names. */
final class LampasServer implements ServerFamilies {
  /* What nginx writes to its log for a client that closed its connection. */
  private static final String DISCONNECTED = "499";

  private final Gauge inFlight;
  private final Family<Counter> total;
  private final Family<Histogram> durations;
  private final Family<Histogram> requestSizes;
  private final Family<Histogram> responseSizes;

  LampasServer(Registry registry, HttpServerOptions options) {
    LabelDomain methods = ServerDefinitions.methods();
    LabelDomain endpoints = ServerDefinitions.endpoints(options);
    inFlight =
        registry.gauge(
            ServerDefinitions.named(
                options,
                ServerDefinitions.gauge(
                    "http_requests_in_flight", "Requests that are not over yet.")));
    total =
        registry.counters(
            ServerDefinitions.named(
                options,
                ServerDefinitions.counter("http_requests_total", "Requests that are over.")
                    .label("method", methods)
                    .label("endpoint", endpoints)
                    .label("status", LabelDomain.bounded(StatusLabel.MAXIMUM))));
    durations =
        registry.histograms(
            ServerDefinitions.named(
                options,
                ServerDefinitions.seconds(
                        "http_request_duration_seconds",
                        "How long requests took, to the end of the answer.",
                        options.durationBuckets().orElse(Buckets.LATENCY_SECONDS))
                    .label("method", methods)
                    .label("endpoint", endpoints)));
    requestSizes =
        registry.histograms(
            ServerDefinitions.named(
                options,
                ServerDefinitions.bytes(
                        "http_request_body_bytes",
                        "Bytes of the bodies of requests.",
                        options.sizeBuckets())
                    .label("method", methods)
                    .label("endpoint", endpoints)));
    responseSizes =
        registry.histograms(
            ServerDefinitions.named(
                options,
                ServerDefinitions.bytes(
                        "http_response_body_bytes",
                        "Bytes of the bodies of answers.",
                        options.sizeBuckets())
                    .label("method", methods)
                    .label("endpoint", endpoints)));
  }

  @Override
  public String unmatched() {
    return HttpServerMetrics.UNMATCHED;
  }

  @Override
  public Gauge inFlight(KnownMethod method, Scheme scheme) {
    return inFlight;
  }

  @Override
  public RouteRecorder recorder(KnownMethod method, Scheme scheme, String endpoint) {
    String label = method.label();
    Recorder recorder =
        new Recorder(
            total,
            label,
            endpoint,
            durations.with(label, endpoint),
            requestSizes.with(label, endpoint),
            responseSizes.with(label, endpoint));
    /* So that the ratio of errors is 0, and not absent, until there is one. */
    recorder.expect();
    return recorder;
  }

  private record Recorder(
      Family<Counter> total,
      String method,
      String endpoint,
      Histogram durations,
      Histogram requestSizes,
      Histogram responseSizes)
      implements RouteRecorder {
    @Override
    public void expect() {
      total.with(method, endpoint, StatusLabel.of(200));
      total.with(method, endpoint, StatusLabel.of(500));
    }

    @Override
    public void answered(int status, double seconds, long requestBytes, long responseBytes) {
      record(StatusLabel.of(status), seconds, requestBytes, responseBytes);
    }

    @Override
    public void failed(
        int status, Throwable failure, double seconds, long requestBytes, long responseBytes) {
      record(StatusLabel.of(status), seconds, requestBytes, responseBytes);
    }

    @Override
    public void disconnected(double seconds, long requestBytes, long responseBytes) {
      record(DISCONNECTED, seconds, requestBytes, responseBytes);
    }

    private void record(String status, double seconds, long requestBytes, long responseBytes) {
      total.with(method, endpoint, status).increment();
      durations.observe(seconds);
      requestSizes.observe((double) requestBytes);
      responseSizes.observe((double) responseBytes);
    }
  }
}
