package lampas.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that answers everything in one way and remembers what it was asked. */
final class ScriptedBackend implements AutoCloseable {
  /** Answers one request. */
  @FunctionalInterface
  interface Script {
    void answer(HttpExchange exchange) throws IOException;
  }

  /** Answers one request whose body is known. */
  @FunctionalInterface
  interface Speech {
    void answer(HttpExchange exchange, String parameters) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

  private ScriptedBackend(Speech speech) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          headers.add(new TreeMap<>(exchange.getRequestHeaders()));
          requests.add(
              "%s %s %s"
                  .formatted(exchange.getRequestMethod(), exchange.getRequestURI(), body)
                  .strip());
          String query = exchange.getRequestURI().getQuery();
          speech.answer(exchange, query == null ? body : query + body);
          exchange.close();
        });
    server.start();
  }

  static ScriptedBackend answering(Script script) {
    return new ScriptedBackend((exchange, parameters) -> script.answer(exchange));
  }

  /** Answers by what is asked: the parameters of the URL, decoded, and the body as it is. */
  static ScriptedBackend speaking(Speech speech) {
    return new ScriptedBackend(speech);
  }

  static ScriptedBackend answering(int status, String json) {
    return answering(exchange -> send(exchange, status, "application/json", json));
  }

  static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What was asked: method, path with query, and body. */
  List<String> requests() {
    return requests;
  }

  /** One header of each request; empty text where it was not there. */
  List<String> header(String name) {
    return headers.stream()
        .map(all -> String.join(",", all.getOrDefault(name, List.of())))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
