package lampas.metrics.otlp;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * Where a registry is pushed, how often and as what.
 *
 * @param endpoint the whole address that metrics are posted to, {@code /v1/metrics} included
 * @param interval from the beginning of one push to that of the next
 * @param timeout how long collectors may take, how long each request may take, and how long {@link
 *     OtlpPush#close} waits
 * @param headers sent with every request; {@link #toString} does not show their values
 * @param resource what the metrics are about: {@code service.name} and others
 * @param histograms how a histogram of two forms is pushed
 * @param maximumPoints how many points fill a request; a push of more is several requests
 */
public record OtlpOptions(
    URI endpoint,
    Duration interval,
    Duration timeout,
    Map<String, String> headers,
    Map<String, String> resource,
    HistogramForm histograms,
    int maximumPoints) {
  private static final URI STANDARD_ENDPOINT = URI.create("http://localhost:4318/v1/metrics");
  private static final Duration STANDARD_INTERVAL = Duration.ofMinutes(1);
  private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(10);
  private static final String SERVICE_NAME = "service.name";

  /**
   * Checks the options.
   *
   * @throws MetricsException USER if the endpoint is not http or https, a duration or the number of
   *     points is not above zero, or no service is named
   */
  public OtlpOptions {
    String scheme = endpoint.getScheme() == null ? "" : endpoint.getScheme();
    require(
        (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
            && endpoint.getHost() != null,
        "endpoint: scheme \"" + scheme.toLowerCase(Locale.ROOT) + "\"",
        "http://host:port/v1/metrics or https://…");
    require(isPositive(interval), "interval: " + interval, "> 0");
    require(isPositive(timeout), "timeout: " + timeout, "> 0");
    require(maximumPoints > 0, "points of a request: " + maximumPoints, "> 0");
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    resource = Collections.unmodifiableMap(new LinkedHashMap<>(resource));
    require(
        !resource.getOrDefault(SERVICE_NAME, "").isBlank(),
        "resource: no " + SERVICE_NAME,
        "the name of the service");
  }

  /**
   * To a collector on this machine ({@code http://localhost:4318/v1/metrics}) every minute, with a
   * timeout of 10 s, classic buckets and at most 10,000 points a request.
   */
  public static OtlpOptions forService(String name) {
    return new OtlpOptions(
        STANDARD_ENDPOINT,
        STANDARD_INTERVAL,
        STANDARD_TIMEOUT,
        Map.of(),
        Map.of(SERVICE_NAME, name),
        HistogramForm.CLASSIC,
        10_000);
  }

  public OtlpOptions withEndpoint(URI endpoint) {
    return new OtlpOptions(
        endpoint, interval, timeout, headers, resource, histograms, maximumPoints);
  }

  public OtlpOptions withInterval(Duration interval) {
    return new OtlpOptions(
        endpoint, interval, timeout, headers, resource, histograms, maximumPoints);
  }

  public OtlpOptions withTimeout(Duration timeout) {
    return new OtlpOptions(
        endpoint, interval, timeout, headers, resource, histograms, maximumPoints);
  }

  /** With one more header, such as one that authenticates. */
  public OtlpOptions withHeader(String name, String value) {
    return new OtlpOptions(
        endpoint,
        interval,
        timeout,
        with(headers, name, value),
        resource,
        histograms,
        maximumPoints);
  }

  /** With one more attribute of the resource, such as {@code service.instance.id}. */
  public OtlpOptions withResource(String name, String value) {
    return new OtlpOptions(
        endpoint,
        interval,
        timeout,
        headers,
        with(resource, name, value),
        histograms,
        maximumPoints);
  }

  public OtlpOptions withHistograms(HistogramForm histograms) {
    return new OtlpOptions(
        endpoint, interval, timeout, headers, resource, histograms, maximumPoints);
  }

  public OtlpOptions withMaximumPoints(int maximumPoints) {
    return new OtlpOptions(
        endpoint, interval, timeout, headers, resource, histograms, maximumPoints);
  }

  /* Headers hold tokens, and addresses passwords. */
  @Override
  public String toString() {
    return "OtlpOptions[host=%s, interval=%s, timeout=%s, headers=%s, resource=%s, histograms=%s]"
        .formatted(endpoint.getHost(), interval, timeout, headers.keySet(), resource, histograms);
  }

  private static Map<String, String> with(Map<String, String> map, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(name, value);
    return more;
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void require(boolean holds, String what, String expected) {
    if (!holds) {
      throw new MetricsException(ErrorKind.USER, "OTLP " + what + " (expected: " + expected + ")");
    }
  }
}
