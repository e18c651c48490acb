package lampas.metrics.http;

import java.util.Set;
import java.util.function.LongSupplier;
import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;

/**
 * Measures HTTP servers: every exchange is counted once, when it is over.
 *
 * <p>Filters for the JDK's server and for servlets use one of these; so may any other server, by
 * {@link #begin}. Several servers may share one. Recording never throws and never blocks: what goes
 * wrong is counted in {@code http_server_recording_failures_total}. Thread-safe.
 */
public final class HttpServerMetrics {
  /**
   * The endpoint of all requests that no route took; in the dialect of OpenTelemetry the label is
   * empty instead.
   */
  public static final String UNMATCHED = "unmatched";

  private final Endpoints endpoints;
  private final Set<String> excludedPaths;
  private final RecordingFailures failures;
  private final LongSupplier nanoTime;

  private HttpServerMetrics(Registry registry, HttpServerOptions options, LongSupplier nanoTime) {
    ServerFamilies families =
        switch (options.dialect()) {
          case LAMPAS -> new LampasServer(registry, options);
          case OPEN_TELEMETRY -> new OpenTelemetryServer(registry, options);
        };
    this.endpoints = new Endpoints(families, options.maximumEndpoints());
    this.excludedPaths = options.excludedPaths();
    this.failures =
        RecordingFailures.countedIn(
            registry.counter(
                ServerDefinitions.named(
                    options,
                    ServerDefinitions.counter(
                        "http_server_recording_failures_total",
                        "Events of HTTP requests that could not be recorded."))),
            System.getLogger(HttpServerMetrics.class.getName()),
            "an HTTP exchange could not be recorded");
    this.nanoTime = nanoTime;
  }

  /**
   * Metrics that no server has yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static HttpServerMetrics create(Registry registry, HttpServerOptions options) {
    return create(registry, options, System::nanoTime);
  }

  static HttpServerMetrics create(
      Registry registry, HttpServerOptions options, LongSupplier nanoTime) {
    return new HttpServerMetrics(registry, options, nanoTime);
  }

  /**
   * Makes the series of routes, with the answers 200 and 500, at 0 before there is a request.
   *
   * <p>Without this a route gets its series with its first request, which then is no increase. A
   * route that is an excluded path gets none.
   */
  public void expect(Route... routes) {
    expect(Scheme.HTTP, routes);
  }

  /** {@link #expect(Route...)} for a scheme, which only some dialects tell apart. */
  public void expect(Scheme scheme, Route... routes) {
    for (Route route : routes) {
      if (!measures(route.template())) {
        continue;
      }
      KnownMethod method = KnownMethod.of(route.method());
      endpoints.inFlight(method, scheme);
      endpoints.recorder(method, scheme, route.template()).expect();
    }
  }

  /** Whether requests of a path are measured; the path is without query. */
  public boolean measures(String path) {
    return !excludedPaths.contains(path);
  }

  /** A request has come; it is in flight until the exchange ends. */
  public ServerExchange begin(String method, Scheme scheme) {
    return ServerExchange.begin(this, KnownMethod.of(method), scheme);
  }

  /** Counts a failure of whoever measures with this; never throws. */
  public void failed(Throwable failure) {
    failures.failed(failure);
  }

  Endpoints endpoints() {
    return endpoints;
  }

  long now() {
    return nanoTime.getAsLong();
  }
}
