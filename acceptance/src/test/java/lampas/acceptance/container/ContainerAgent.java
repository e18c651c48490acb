package lampas.acceptance.container;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fake agent: serves a page of {@code backendai_container_utilization} for its containers, whose
 * accumulated values grow with time as they say. It may be silenced, and begin again from zero.
 */
final class ContainerAgent implements AutoCloseable {
  private final String name;
  private final List<Container> containers;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile long startNanos = System.nanoTime();
  private volatile boolean silent;

  private ContainerAgent(String name, List<Container> containers, HttpServer http) {
    this.name = name;
    this.containers = containers;
    this.http = http;
  }

  static ContainerAgent start(String name, int port, List<Container> containers) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ContainerAgent agent = new ContainerAgent(name, containers, http);
      http.setExecutor(agent.threads);
      http.createContext(
          "/metrics",
          exchange -> {
            byte[] page = agent.page().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(agent.silent ? 503 : 200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
          });
      http.start();
      return agent;
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
  }

  /** Serves the containers of a demonstration on a port until the program is ended. */
  public static void main(String[] arguments) {
    int port = arguments.length == 0 ? 6003 : Integer.parseInt(arguments[0]);
    ContainerAgent agent =
        start(
            "agent-1",
            port,
            List.of(
                new Container("k-1", "s-1", "u-1", "p-1", 2e9, 8e9, 1_000, 250),
                new Container("k-2", "s-2", "u-2", "p-1", 3e9, 8e9, 5_000, 900)));
    System.out.println("http://" + agent.target() + "/metrics");
  }

  /** Host and port. */
  String target() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  String name() {
    return name;
  }

  List<Container> containers() {
    return containers;
  }

  /** From now on every scrape fails. */
  void silence() {
    silent = true;
  }

  /** All that accumulates begins again at zero. */
  void restart() {
    startNanos = System.nanoTime();
  }

  private String page() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    StringBuilder page =
        new StringBuilder(
            """
            # HELP backendai_container_utilization Container utilization metrics
            # TYPE backendai_container_utilization gauge
            """);
    for (Container container : containers) {
      line(page, container, "mem", "current", container.memoryBytes());
      line(page, container, "mem", "capacity", container.memoryCapacity());
      line(page, container, "mem", "pct", container.memoryPercent());
      line(page, container, "net_rx", "current", container.receivedPerSecond() * seconds);
      line(page, container, "cpu_used", "current", container.processorMillisPerSecond() * seconds);
    }
    return page.toString();
  }

  private void line(
      StringBuilder page, Container container, String metric, String type, double value) {
    page.append(
        String.format(
            Locale.ROOT,
            "backendai_container_utilization{container_metric_name=\"%s\",agent_id=\"%s\","
                + "kernel_id=\"%s\",session_id=\"%s\",user_id=\"%s\",project_id=\"%s\","
                + "value_type=\"%s\"} %s%n",
            metric,
            name,
            container.kernel(),
            container.session(),
            container.user(),
            container.project(),
            type,
            value));
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
