package lampas.metrics.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.Scheme;

/**
 * Measures every request that reaches it, once, however often it is dispatched.
 *
 * <p>Belongs before all other filters, on {@code /*}, with asynchronous requests supported. It
 * changes no answer, and what the application throws goes on to the container. Who starts a request
 * asynchronously gets the measured request and response. Thread-safe.
 */
public final class ServletMetricsFilter implements Filter {
  /**
   * The request attribute by which whoever routes a request may say the template of its route, as a
   * text: a filter of JAX-RS, for example.
   */
  public static final String ENDPOINT_ATTRIBUTE = "lampas.http.endpoint";

  private final HttpServerMetrics metrics;
  private final String exchangeAttribute;
  private final EndpointFinder endpoints;

  private ServletMetricsFilter(HttpServerMetrics metrics, EndpointFinder endpoints) {
    this.metrics = metrics;
    /* Two filters of the same metrics count a request once, those of different ones each for itself. */
    this.exchangeAttribute =
        ServletMetricsFilter.class.getName() + "." + System.identityHashCode(metrics);
    this.endpoints = endpoints;
  }

  /**
   * A filter whose endpoints are, whichever there is first: {@link #ENDPOINT_ATTRIBUTE}, the
   * pattern that Spring has matched, the pattern of the servlet.
   */
  public static ServletMetricsFilter of(HttpServerMetrics metrics) {
    return of(metrics, request -> Optional.empty());
  }

  /**
   * The same, but one is asked before all others.
   *
   * @param endpoint the template of the route that took a request, never its path; asked when the
   *     request is over
   */
  public static ServletMetricsFilter of(
      HttpServerMetrics metrics, Function<HttpServletRequest, Optional<String>> endpoint) {
    return new ServletMetricsFilter(metrics, new EndpointFinder(endpoint));
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
    } else if (http.getAttribute(exchangeAttribute) instanceof ServletExchange exchange) {
      dispatchedAgain(exchange, request, response, chain);
    } else if (metrics.measures(EndpointFinder.path(http))) {
      measure(http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void measure(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServletExchange exchange =
        new ServletExchange(
            metrics,
            metrics.begin(request.getMethod(), Scheme.of(request.getScheme())),
            endpoints,
            request,
            response);
    request.setAttribute(exchangeAttribute, exchange);
    try {
      chain.doFilter(new MeasuredRequest(request, exchange), exchange.measuredResponse());
    } catch (IOException | ServletException | RuntimeException | Error e) {
      exchange.threw(e);
      throw e;
    }
    exchange.returned();
  }

  /* Forwards, includes, error pages and dispatches of asynchronous requests belong to an exchange
  that has begun. */
  private static void dispatchedAgain(
      ServletExchange exchange, ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      exchange.dispatchThrew(request.getDispatcherType(), e);
      throw e;
    }
  }
}
