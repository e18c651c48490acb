package lampas.acceptance.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A scrape target inside the test, which answers each path as the test wants it. */
public final class Target implements AutoCloseable {
  /** The content type of the text format 0.0.4. */
  public static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;

  private Target(HttpServer http) {
    this.http = http;
  }

  public static Target start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Target target = new Target(http);
    http.setExecutor(target.threads);
    http.start();
    return target;
  }

  /** Answers a path with a text, always the same. */
  public Target serving(String path, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return handling(path, exchange -> answer(exchange, 200, contentType, bytes));
  }

  /** Answers a path with code of the test. */
  public Target handling(String path, HttpHandler handler) {
    http.createContext(path, handler);
    return this;
  }

  public static void answer(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** Host and port, as scrape configurations name it. */
  public String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
