package lampas.server.scrape;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A real HTTP server on loopback whose answers a test decides. */
final class FakeTarget implements AutoCloseable {
  /** One request that came. */
  record Request(String pathAndQuery, Headers headers) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile HttpHandler answer = exchange -> {};

  FakeTarget() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers with a text body from now on. */
  FakeTarget exposes(String body) {
    return exposes("text/plain; version=0.0.4", body);
  }

  FakeTarget exposes(String contentType, String body) {
    return answers(exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    });
  }

  FakeTarget exposesGzip(byte[] compressed) {
    return answers(exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, compressed.length);
      exchange.getResponseBody().write(compressed);
    });
  }

  FakeTarget answersStatus(int status) {
    return answers(exchange -> exchange.sendResponseHeaders(status, -1));
  }

  FakeTarget redirects(int status, String location) {
    return answers(exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(status, -1);
    });
  }

  /** Sends the beginning of a body and then nothing until the end of the test. */
  FakeTarget stallsAfter(String beginning) {
    return answers(exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      awaitClosing();
    });
  }

  /** Answers nothing at all until the end of the test. */
  FakeTarget stalls() {
    return answers(exchange -> awaitClosing());
  }

  FakeTarget answers(HttpHandler handler) {
    answer = handler;
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The requests that came so far. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(new Request(exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
    try (exchange) {
      answer.handle(exchange);
    }
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
