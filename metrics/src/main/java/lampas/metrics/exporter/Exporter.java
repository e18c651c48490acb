package lampas.metrics.exporter;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.model.error.ErrorKind;

/**
 * An HTTP listener of its own that serves {@code /metrics}, {@code /health} and an index at {@code
 * /}.
 *
 * <p>Runs on virtual threads until it is closed. Thread-safe.
 */
public final class Exporter implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor;
  private final ScrapeHandler scrapes;
  private final ExporterOptions options;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Exporter(
      HttpServer server, ExecutorService executor, ScrapeHandler scrapes, ExporterOptions options) {
    this.server = server;
    this.executor = executor;
    this.scrapes = scrapes;
    this.options = options;
  }

  /**
   * Starts an exporter, which answers as soon as this returns.
   *
   * @throws MetricsException UNAVAILABLE if the address cannot be listened on
   */
  public static Exporter start(Registry registry, ExporterOptions options) {
    HttpServer server = listen(options);
    ScrapeHandler scrapes = new ScrapeHandler(request -> registry.gather(request)::write, options);
    HttpContext context = server.createContext("/", new Router(scrapes));
    options.authenticator().ifPresent(context::setAuthenticator);
    context.getFilters().addAll(options.filters());
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(executor);
    server.start();
    return new Exporter(server, executor, scrapes, options);
  }

  /** The port that is listened on, which is the free one that was found if the option was 0. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The address of the metrics, as this machine reaches it. */
  public URI uri() {
    boolean any = server.getAddress().getAddress().isAnyLocalAddress();
    String host = any ? "127.0.0.1" : options.host();
    return URI.create(
        (options.https().isPresent() ? "https://" : "http://")
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + port()
            + "/metrics");
  }

  /** Stops listening when the scrapes in flight are done, or their grace is over; idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      scrapes.drain(options.grace());
      server.stop(0);
      executor.shutdownNow();
    }
  }

  private static HttpServer listen(ExporterOptions options) {
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new MetricsException(
          ErrorKind.UNAVAILABLE,
          "exporter host: " + options.host() + " (expected: a name or address of this machine)");
    }
    try {
      if (options.https().isEmpty()) {
        return HttpServer.create(address, 0);
      }
      HttpsServer server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(options.https().get());
      return server;
    } catch (BindException e) {
      throw new MetricsException(
          ErrorKind.UNAVAILABLE,
          "exporter address: %s:%s cannot be listened on, %s (expected: a free port; 0 finds one)"
              .formatted(options.host(), options.port(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new MetricsException(
          ErrorKind.UNAVAILABLE, "exporter: cannot listen, " + e.getMessage(), e);
    }
  }
}
