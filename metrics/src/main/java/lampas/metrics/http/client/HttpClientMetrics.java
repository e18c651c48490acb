package lampas.metrics.http.client;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.function.LongSupplier;
import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;

/**
 * Measures HTTP clients of the JDK, any number of them.
 *
 * <p>Recording never throws and never blocks: what goes wrong is counted in {@code
 * http_client_recording_failures_total}. Thread-safe.
 */
public final class HttpClientMetrics {
  private final ClientFamilies families;
  private final HostLabels hosts;
  private final RecordingFailures failures;
  private final LongSupplier nanoTime;

  private HttpClientMetrics(Registry registry, HttpClientOptions options, LongSupplier nanoTime) {
    this.families =
        switch (options.dialect()) {
          case LAMPAS -> new LampasClient(registry, options);
          case OPEN_TELEMETRY -> new OpenTelemetryClient(registry, options);
        };
    this.hosts = new HostLabels(options.maximumHosts());
    this.failures =
        RecordingFailures.countedIn(
            registry.counter(
                ClientDefinitions.named(
                    options,
                    ClientDefinitions.counter(
                        "http_client_recording_failures_total",
                        "Events of HTTP client requests that could not be recorded."))),
            System.getLogger(HttpClientMetrics.class.getName()),
            "an HTTP client request could not be recorded");
    this.nanoTime = nanoTime;
  }

  /**
   * Metrics that no client has yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static HttpClientMetrics create(Registry registry, HttpClientOptions options) {
    return create(registry, options, System::nanoTime);
  }

  static HttpClientMetrics create(
      Registry registry, HttpClientOptions options, LongSupplier nanoTime) {
    return new HttpClientMetrics(registry, options, nanoTime);
  }

  /** A client that sends through another one and measures what it sends. */
  public HttpClient measure(HttpClient client) {
    return MeasuredHttpClient.of(client, this);
  }

  ClientCall begin(HttpRequest request) {
    return ClientCall.begin(this, request);
  }

  ClientFamilies families() {
    return families;
  }

  HostLabels hosts() {
    return hosts;
  }

  RecordingFailures failures() {
    return failures;
  }

  long now() {
    return nanoTime.getAsLong();
  }
}
