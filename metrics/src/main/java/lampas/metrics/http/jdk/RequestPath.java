package lampas.metrics.http.jdk;

import com.sun.net.httpserver.HttpExchange;

/** The encoded path of a request; empty where a request has none, such as {@code OPTIONS *}. */
final class RequestPath {
  private RequestPath() {}

  static String of(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    return path == null || !path.startsWith("/") ? "" : path;
  }
}
