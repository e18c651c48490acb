package lampas.metrics.http.jdk;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import lampas.metrics.http.HttpServerMetrics;

/**
 * Measures the requests of a context of the JDK's server.
 *
 * <p>The endpoint is the path of the context, unless the handler is a {@link Routes}. An exchange
 * is over when its handler has returned and its answer is complete. The filter changes nothing:
 * what a handler throws is counted as 500 and goes on to the server. Belongs before all other
 * filters. Thread-safe.
 */
public final class HttpMetricsFilter extends Filter {
  private final HttpServerMetrics metrics;

  private HttpMetricsFilter(HttpServerMetrics metrics) {
    this.metrics = metrics;
  }

  /** A filter for any number of contexts. */
  public static HttpMetricsFilter of(HttpServerMetrics metrics) {
    return new HttpMetricsFilter(metrics);
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Measurement.of(metrics, exchange, chain::doFilter);
  }

  @Override
  public String description() {
    return "measures requests";
  }
}
