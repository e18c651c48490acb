package lampas.metrics.exporter;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** Sends each request to what answers its path. */
final class Router implements HttpHandler {
  private static final String INDEX =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Metrics</title></head>
      <body>
      <h1>Metrics</h1>
      <ul>
      <li><a href="/metrics">/metrics</a>: all metrics of this process</li>
      <li><a href="/health">/health</a>: whether it answers</li>
      </ul>
      </body>
      </html>
      """;

  private final ScrapeHandler scrapes;

  Router(ScrapeHandler scrapes) {
    this.scrapes = scrapes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      Answer.text(exchange, 405, "method: " + method + " (expected: GET or HEAD)\n");
      return;
    }
    switch (exchange.getRequestURI().getPath()) {
      case "/metrics" -> scrapes.handle(exchange);
      case "/health" -> Answer.text(exchange, 200, "OK\n");
      case "/" -> Answer.html(exchange, INDEX);
      default -> Answer.text(exchange, 404, "no such page (expected: /metrics, /health or /)\n");
    }
  }
}
