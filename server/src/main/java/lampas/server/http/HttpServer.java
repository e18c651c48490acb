package lampas.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.gzip.GzipEncoderConfig;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running HTTP server with a fixed table of endpoints; each request runs on a virtual thread.
 *
 * <p>Replies are compressed for clients that accept it. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(HttpServer.class.getName());

  /* Jetty's own threads only accept, select and parse; handlers run on virtual threads. */
  private static final int JETTY_THREADS = 16;

  /* As Go's servers, so that whatever URL Prometheus takes is taken here. */
  private static final int MAXIMUM_HEADER_BYTES = 1 << 20;

  private final String scheme;
  private final String host;
  private final Server server;
  private final int port;
  private final ExecutorService handlers;

  private HttpServer(
      String scheme, String host, int port, Server server, ExecutorService handlers) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.server = server;
    this.handlers = handlers;
  }

  /**
   * Starts a server.
   *
   * @throws UncheckedIOException if the address cannot be listened on
   */
  public static HttpServer start(
      HttpSettings settings, List<Endpoint> endpoints, RequestObserver observer) {
    ExecutorService handlers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());
    QueuedThreadPool threads = new QueuedThreadPool(JETTY_THREADS);
    threads.setName("jetty");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(handlers);
    Server server = new Server(threads);
    ServerConnector connector = connector(server, settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.maximumConnections(), server));
    server.setErrorHandler(new JsonErrorHandler());
    server.setStopTimeout(settings.stopTimeout().toMillis());
    server.setHandler(
        new GracefulHandler(compressing(new EndpointsHandler(endpoints, settings, observer))));
    try {
      server.start();
    } catch (IOException taken) {
      stop(server, handlers);
      throw new UncheckedIOException(
          "listen address: %s:%s is not available (expected: a free port of this machine)"
              .formatted(settings.host(), settings.port()),
          taken);
    } catch (Exception defect) {
      stop(server, handlers);
      throw new IllegalStateException("HTTP server: did not start", defect);
    }
    String scheme = settings.tls().isPresent() ? "https" : "http";
    return new HttpServer(scheme, settings.host(), connector.getLocalPort(), server, handlers);
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Where it is to be found, for example {@code http://127.0.0.1:9090}. */
  public URI uri() {
    boolean everywhere = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    String name = everywhere ? "127.0.0.1" : host;
    return URI.create(
        scheme + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port());
  }

  /**
   * Takes no more requests, lets those in flight finish within the stop timeout, and interrupts the
   * rest.
   */
  @Override
  public void close() {
    stop(server, handlers);
  }

  private static void stop(Server server, ExecutorService handlers) {
    try {
      server.stop();
    } catch (Exception unfinished) {
      LOGGER.log(Level.WARNING, "requests were cut off by the stop", unfinished);
    } finally {
      handlers.shutdownNow();
      server.destroy();
    }
  }

  private static ServerConnector connector(Server server, HttpSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAXIMUM_HEADER_BYTES);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, factories(http, settings.tls())) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            SocketChannelEndPoint endPoint =
                new WatchedEndPoint(channel, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
          }
        };
    if (!settings.host().isEmpty()) {
      connector.setHost(settings.host());
    }
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    return connector;
  }

  private static ConnectionFactory[] factories(HttpConfiguration http, Optional<ServerTls> tls) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (tls.isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    SslContextFactory.Server ssl = new SslContextFactory.Server();
    ssl.setSslContext(tls.get().context());
    ssl.setWantClientAuth(tls.get().clients() == ServerTls.Clients.ASKED);
    ssl.setNeedClientAuth(tls.get().clients() == ServerTls.Clients.REQUIRED);
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ConnectionFactory[] {new SslConnectionFactory(ssl, plain.getProtocol()), plain};
  }

  private static Handler compressing(Handler inner) {
    GzipEncoderConfig fast = new GzipEncoderConfig();
    fast.setCompressionLevel(1);
    GzipCompression gzip = new GzipCompression();
    gzip.setDefaultEncoderConfig(fast);
    CompressionHandler handler = new CompressionHandler(inner);
    handler.putCompression(gzip);
    handler.putConfiguration(
        "/*", CompressionConfig.builder().defaults().compressIncludeMethod("POST").build());
    return handler;
  }
}
