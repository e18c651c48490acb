package lampas.metrics.http.jdk;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.wire.RawClient;

/** A server of the JDK on a free port of this machine. */
final class JdkServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  JdkServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.start();
  }

  JdkServer context(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  JdkServer measured(String path, HttpServerMetrics metrics, HttpHandler handler) {
    HttpContext context = server.createContext(path, handler);
    context.getFilters().add(HttpMetricsFilter.of(metrics));
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The whole answer to a request. */
  String ask(String method, String path) throws IOException {
    return RawClient.ask(port(), method, path);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
