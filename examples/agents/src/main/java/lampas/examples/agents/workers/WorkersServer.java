package lampas.examples.agents.workers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import lampas.examples.agents.config.HttpSettings;
import lampas.examples.agents.service.Answer;
import lampas.examples.agents.service.Health;
import lampas.examples.agents.service.ListenException;
import lampas.examples.agents.service.MetricsPage;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.jdk.RouteHandler;
import lampas.metrics.http.jdk.Routes;

/** The workers' HTTP server: the JDK's own, on virtual threads. */
final class WorkersServer implements AutoCloseable {
  private static final int STOP_SECONDS = 1;
  private static final int BACKLOG = 128;

  private final HttpServer server;
  private final ExecutorService threads;

  private WorkersServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Listens from now on.
   *
   * @throws ListenException if it cannot
   */
  static WorkersServer start(
      HttpSettings settings,
      StatsPage stats,
      Health health,
      MetricsPage metrics,
      HttpServerMetrics measured) {
    HttpServer server;
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(settings.host(), settings.workersPort()), BACKLOG);
    } catch (IOException taken) {
      throw new ListenException(settings.host(), settings.workersPort(), taken);
    }
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    server.setExecutor(threads);
    server.createContext(
        "/",
        Routes.measuredBy(measured)
            .on("GET /health", page(exchange -> health.ready()))
            .on("GET /health/live", page(exchange -> health.live()))
            .on("GET /health/ready", page(exchange -> health.ready()))
            .on("GET /stats", page(exchange -> stats.answer()))
            .on("GET /metrics", page(exchange -> metrics.answer(accept(exchange))))
            .build());
    server.start();
    return new WorkersServer(server, threads);
  }

  private static RouteHandler page(Function<HttpExchange, Answer> answer) {
    return (exchange, variables) -> write(exchange, answer.apply(exchange));
  }

  private static String accept(HttpExchange exchange) {
    return String.join(",", exchange.getRequestHeaders().getOrDefault("Accept", List.of()));
  }

  private static void write(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), answer.length());
    answer.writeTo(exchange.getResponseBody());
    exchange.close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(STOP_SECONDS);
    threads.shutdownNow();
  }
}
