package lampas.metrics.http;

import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** A server under the names of OpenTelemetry's semantic conventions. */
final class OpenTelemetryServer implements ServerFamilies {
  /** The buckets that the conventions advise for durations. */
  static final Buckets SECONDS =
      Buckets.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10);

  /* An attribute that is not set is, in Prometheus, a label that is empty. */
  private static final String UNSET = "";
  private static final String DISCONNECTED = "client_disconnected";

  /* Status codes from 500, disconnection, and the classes of what applications throw. */
  private static final LabelDomain ERRORS = LabelDomain.bounded(200);

  private final Family<Gauge> active;
  private final Family<Histogram> durations;
  private final Family<Histogram> requestSizes;
  private final Family<Histogram> responseSizes;

  OpenTelemetryServer(Registry registry, HttpServerOptions options) {
    active =
        registry.gauges(
            ServerDefinitions.named(
                options,
                ServerDefinitions.gauge(
                        "http_server_active_requests", "Requests that are not over yet.")
                    .label("http_request_method", ServerDefinitions.methods())
                    .label("url_scheme", LabelDomain.bounded(Scheme.values().length))));
    durations =
        histograms(
            registry,
            options,
            ServerDefinitions.seconds(
                "http_server_request_duration_seconds",
                "How long requests took, to the end of the answer.",
                options.durationBuckets().orElse(SECONDS)));
    requestSizes =
        histograms(
            registry,
            options,
            ServerDefinitions.bytes(
                "http_server_request_body_size_bytes",
                "Bytes of the bodies of requests.",
                options.sizeBuckets()));
    responseSizes =
        histograms(
            registry,
            options,
            ServerDefinitions.bytes(
                "http_server_response_body_size_bytes",
                "Bytes of the bodies of answers.",
                options.sizeBuckets()));
  }

  private static Family<Histogram> histograms(
      Registry registry, HttpServerOptions options, MetricDefinition.Builder builder) {
    return registry.histograms(
        ServerDefinitions.named(
            options,
            builder
                .label("http_request_method", ServerDefinitions.methods())
                .label("http_route", ServerDefinitions.endpoints(options))
                .label("http_response_status_code", LabelDomain.bounded(StatusLabel.MAXIMUM + 1))
                .label("url_scheme", LabelDomain.bounded(Scheme.values().length))
                .label("error_type", ERRORS)));
  }

  @Override
  public String unmatched() {
    return UNSET;
  }

  @Override
  public Gauge inFlight(KnownMethod method, Scheme scheme) {
    return active.with(method.label(), scheme.label());
  }

  @Override
  public RouteRecorder recorder(KnownMethod method, Scheme scheme, String endpoint) {
    return new Recorder(method.label(), endpoint, scheme.label());
  }

  private record Series(Histogram durations, Histogram requestSizes, Histogram responseSizes) {
    void record(double seconds, long requestBytes, long responseBytes) {
      durations.observe(seconds);
      requestSizes.observe((double) requestBytes);
      responseSizes.observe((double) responseBytes);
    }
  }

  private final class Recorder implements RouteRecorder {
    private final String method;
    private final String endpoint;
    private final String scheme;
    private final ByStatus<Series> answers = new ByStatus<>(this::answer);

    Recorder(String method, String endpoint, String scheme) {
      this.method = method;
      this.endpoint = endpoint;
      this.scheme = scheme;
    }

    @Override
    public void expect() {
      answers.at(200);
      answers.at(500);
    }

    @Override
    public void answered(int status, double seconds, long requestBytes, long responseBytes) {
      answers.at(status).record(seconds, requestBytes, responseBytes);
    }

    @Override
    public void failed(
        int status, Throwable failure, double seconds, long requestBytes, long responseBytes) {
      series(StatusLabel.of(status), failure.getClass().getName())
          .record(seconds, requestBytes, responseBytes);
    }

    @Override
    public void disconnected(double seconds, long requestBytes, long responseBytes) {
      series(UNSET, DISCONNECTED).record(seconds, requestBytes, responseBytes);
    }

    /* On a server only codes from 500 are errors, say the conventions. */
    private Series answer(int status) {
      String code = StatusLabel.of(status);
      return series(code, status >= 500 ? code : UNSET);
    }

    private Series series(String status, String error) {
      return new Series(
          durations.with(method, endpoint, status, scheme, error),
          requestSizes.with(method, endpoint, status, scheme, error),
          responseSizes.with(method, endpoint, status, scheme, error));
    }
  }
}
