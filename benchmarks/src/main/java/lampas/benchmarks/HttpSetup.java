package lampas.benchmarks;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.DefaultHttpJakartaServletRequestTagsProvider;
import io.micrometer.core.instrument.binder.http.HttpJakartaServletRequestTagsProvider;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpDialect;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.http.Scheme;
import lampas.metrics.http.ServerExchange;
import lampas.metrics.servlet.ServletMetricsFilter;

/** What measures the requests of an HTTP server. */
public enum HttpSetup {
  /** Nothing: the servlet that does nothing, alone. */
  NONE,
  /** Our core, called as a filter calls it. */
  LAMPAS_CORE,
  /** The same under the names of OpenTelemetry. */
  LAMPAS_CORE_OPEN_TELEMETRY,
  /**
   * What Micrometer's own handlers do for a request: a timer that is looked up by its tags when the
   * request is over, with the same buckets, and a long task timer for what is in flight.
   */
  MICROMETER_CORE,
  /** Our filter for servlets. */
  LAMPAS_FILTER,
  /** A filter of that timer, with the tags of Micrometer's provider for servlets. */
  MICROMETER_FILTER;

  private static final String ROUTE = "/tasks/{id}";
  private static final Duration[] BUCKETS =
      DoubleStream.of(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10)
          .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
          .toArray(Duration[]::new);

  /** Handles one request. */
  interface Server {
    void handle() throws IOException, ServletException;
  }

  /**
   * One that counts.
   *
   * @param counted how many requests it has counted, NaN if nobody counts
   */
  record Counting(Server server, DoubleSupplier counted) {}

  Counting start() {
    return switch (this) {
      case NONE ->
          new Counting(
              through((request, response, chain) -> chain.doFilter(request, response)),
              () -> Double.NaN);
      case LAMPAS_CORE -> lampasCore(HttpDialect.LAMPAS, "http_requests_total");
      case LAMPAS_CORE_OPEN_TELEMETRY ->
          lampasCore(HttpDialect.OPEN_TELEMETRY, "http_server_request_duration_seconds_count");
      case MICROMETER_CORE -> micrometerCore();
      case LAMPAS_FILTER -> {
        Registry registry = Registry.create();
        Filter filter =
            ServletMetricsFilter.of(HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT));
        yield new Counting(
            through(filter), () -> RegistryCounts.sum(registry, "http_requests_total"));
      }
      case MICROMETER_FILTER -> {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        yield new Counting(through(new MicrometerFilter(registry)), () -> counted(registry));
      }
    };
  }

  private static Server through(Filter filter) {
    FakeRequest request = new FakeRequest();
    HttpServletResponse response = FakeRequest.response();
    FilterChain chain = (asked, answered) -> {};
    return () -> {
      request.clear();
      filter.doFilter(request, response, chain);
    };
  }

  private static Counting lampasCore(HttpDialect dialect, String counter) {
    Registry registry = Registry.create();
    HttpServerMetrics metrics =
        HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withDialect(dialect));
    return new Counting(
        () -> {
          ServerExchange exchange = metrics.begin("GET", Scheme.HTTP);
          exchange.endpoint(ROUTE);
          exchange.answered(200, 0, 100);
        },
        () -> RegistryCounts.sum(registry, counter));
  }

  private static Counting micrometerCore() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    LongTaskTimer active = registry.more().longTaskTimer("http.server.requests.active");
    return new Counting(
        () -> {
          LongTaskTimer.Sample inFlight = active.start();
          Timer.Sample sample = Timer.start(registry);
          sample.stop(timer(registry, Tags.of("method", "GET", "uri", ROUTE, "status", "200")));
          inFlight.stop();
        },
        () -> counted(registry));
  }

  private static Timer timer(PrometheusMeterRegistry registry, Iterable<Tag> tags) {
    return Timer.builder("http.server.requests")
        .serviceLevelObjectives(BUCKETS)
        .tags(tags)
        .register(registry);
  }

  private static double counted(PrometheusMeterRegistry registry) {
    return registry.get("http.server.requests").timers().stream().mapToDouble(Timer::count).sum();
  }

  /** What Spring's filter does, less its observations. */
  private static final class MicrometerFilter implements Filter {
    private final PrometheusMeterRegistry registry;
    private final LongTaskTimer active;
    private final HttpJakartaServletRequestTagsProvider tags =
        new DefaultHttpJakartaServletRequestTagsProvider();

    MicrometerFilter(PrometheusMeterRegistry registry) {
      this.registry = registry;
      this.active = registry.more().longTaskTimer("http.server.requests.active");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      LongTaskTimer.Sample inFlight = active.start();
      Timer.Sample sample = Timer.start(registry);
      try {
        chain.doFilter(request, response);
      } finally {
        HttpServletRequest asked = (HttpServletRequest) request;
        Iterable<Tag> known = tags.getTags(asked, (HttpServletResponse) response);
        String pattern = asked.getHttpServletMapping().getPattern();
        sample.stop(timer(registry, Tags.concat(known, "uri", pattern)));
        inFlight.stop();
      }
    }
  }
}
