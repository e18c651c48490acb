package lampas.examples.agents.orchestrator;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import lampas.examples.agents.config.HttpSettings;
import lampas.examples.agents.service.Health;
import lampas.examples.agents.service.ListenException;
import lampas.examples.agents.service.MetricsPage;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.servlet.ServletMetricsFilter;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The orchestrator's HTTP server: Jetty, whose servlets run on virtual threads. */
final class OrchestratorServer implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(OrchestratorServer.class.getName());
  private static final int JETTY_THREADS = 8;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration IDLE_WHEN_STOPPING = Duration.ofMillis(50);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Server server;
  private final ServerConnector connector;
  private final ExecutorService threads;

  private OrchestratorServer(Server server, ServerConnector connector, ExecutorService threads) {
    this.server = server;
    this.connector = connector;
    this.threads = threads;
  }

  /**
   * Listens from now on.
   *
   * @throws ListenException if it cannot
   */
  static OrchestratorServer start(
      HttpSettings settings,
      TaskApi api,
      Health health,
      MetricsPage metrics,
      HttpServerMetrics measured) {
    ExecutorService virtual =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    QueuedThreadPool threads = new QueuedThreadPool(JETTY_THREADS);
    threads.setName("jetty");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(virtual);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(IDLE_WHEN_STOPPING.toMillis());
    server.addConnector(connector);
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(STOP.toMillis());
    server.setHandler(
        new GracefulHandler(context(settings.bodyBytes(), api, health, metrics, measured)));
    OrchestratorServer started = new OrchestratorServer(server, connector, virtual);
    try {
      server.start();
    } catch (IOException taken) {
      started.close();
      throw new ListenException(settings.host(), settings.port(), taken);
    } catch (Exception defect) {
      started.close();
      throw new IllegalStateException("the HTTP server did not start", defect);
    }
    return started;
  }

  private static ServletContextHandler context(
      int bodyBytes, TaskApi api, Health health, MetricsPage metrics, HttpServerMetrics measured) {
    ServletContextHandler context =
        new ServletContextHandler("/", ServletContextHandler.NO_SESSIONS);
    FilterHolder filter = new FilterHolder(ServletMetricsFilter.of(measured));
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
    add(context, new Servlets.Tasks(api, bodyBytes), "/tasks/*");
    add(context, new Servlets.Page(request -> health.ready()), "/health");
    add(context, new Servlets.Page(request -> health.live()), "/health/live");
    add(context, new Servlets.Page(request -> health.ready()), "/health/ready");
    add(context, new Servlets.Page(request -> api.stats()), "/stats");
    add(
        context,
        new Servlets.Page(request -> metrics.answer(request.getHeader("Accept"))),
        "/metrics");
    add(context, new Servlets.Page(request -> Servlets.notFound()), "/");
    return context;
  }

  private static void add(ServletContextHandler context, HttpServlet servlet, String path) {
    context.addServlet(new ServletHolder(servlet), path);
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Takes no more requests and lets those in flight finish. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception unfinished) {
      LOGGER.log(Level.WARNING, "requests were cut off by the stop", unfinished);
    } finally {
      threads.shutdownNow();
      server.destroy();
    }
  }
}
