package lampas.metrics.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import lampas.metrics.http.HttpServerMetrics;

/** The endpoint of a request that no route table has looked at: the path of its context. */
final class ContextEndpoint {
  private static final String ROOT = "/";

  private ContextEndpoint() {}

  /* The context / takes whatever no other context does. */
  static String of(HttpExchange exchange) {
    String context = exchange.getHttpContext().getPath();
    boolean catchesAll = context.equals(ROOT) && !RequestPath.of(exchange).equals(ROOT);
    return catchesAll ? HttpServerMetrics.UNMATCHED : context;
  }
}
