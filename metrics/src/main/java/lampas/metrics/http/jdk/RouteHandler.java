package lampas.metrics.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;

/** Answers the requests of one route. */
@FunctionalInterface
public interface RouteHandler {
  /**
   * Answers a request before it returns.
   *
   * @param variables the decoded values of the variables of the template
   */
  void handle(HttpExchange exchange, Map<String, String> variables) throws IOException;
}
