package lampas.server.telemetry;

import java.time.Duration;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import lampas.server.http.RequestObserver;

/** Counts and times the requests that the server answers. */
public final class HttpMetrics implements RequestObserver {
  private static final MetricDefinition REQUESTS =
      MetricDefinition.counter("lampas_http_requests_total")
          .help("HTTP requests that were answered, by the path of the endpoint.")
          .label("method", LabelDomain.bounded(10))
          .label("route", LabelDomain.bounded(100))
          .label("status", LabelDomain.bounded(60))
          .owner("server")
          .build();

  private static final MetricDefinition DURATIONS =
      MetricDefinition.histogram("lampas_http_request_duration_seconds")
          .unit(Unit.SECONDS)
          .help("Time from a request's arrival to the last byte of its answer.")
          .label("route", LabelDomain.bounded(100))
          .owner("server")
          .build();

  private final Family<Counter> requests;
  private final Family<Histogram> durations;

  private HttpMetrics(Family<Counter> requests, Family<Histogram> durations) {
    this.requests = requests;
    this.durations = durations;
  }

  /** An observer that records into a registry. */
  public static HttpMetrics register(Registry registry) {
    return new HttpMetrics(registry.counters(REQUESTS), registry.histograms(DURATIONS));
  }

  @Override
  public void answered(String method, String route, int status, Duration duration) {
    requests.with(method, route, Integer.toString(status)).increment();
    durations.with(route).observe(duration.toNanos() / 1e9);
  }
}
