package lampas.examples.tikv.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.examples.tikv.store.ListenException;
import lampas.examples.tikv.store.PretendedStore;

/** PD's HTTP API as far as it is needed, the truth, and what to do with the stores. */
public final class ClusterServer implements AutoCloseable {
  private static final Pattern COMMAND = Pattern.compile("/stores/(\\d{1,9})/(restart|silence)");
  private static final Pattern STATE = Pattern.compile("state=([012])");
  private static final String JSON = "application/json; charset=UTF-8";
  private static final String TEXT = "text/plain; charset=UTF-8";
  private static final String INDEX =
      """
      A pretended TiKV cluster.
      GET  /pd/api/v1/stores       the stores, as PD tells them; state=0, 1, 2 chooses
      GET  /truth                  what is true of them
      GET  /scrape.yml             what to scrape
      POST /stores/ID/restart      the store's process starts again
      POST /stores/ID/silence      the store refuses scrapes
      """;

  private final HttpServer http;
  private final ExecutorService threads;
  private final PretendedCluster cluster;
  private final Duration scrapeInterval;
  private final Clock clock;

  private ClusterServer(
      HttpServer http, PretendedCluster cluster, Duration scrapeInterval, Clock clock) {
    this.http = http;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.cluster = cluster;
    this.scrapeInterval = scrapeInterval;
    this.clock = clock;
  }

  /** Listens on loopback; port 0 finds a free one. */
  public static ClusterServer start(
      PretendedCluster cluster, int port, Duration scrapeInterval, Clock clock) {
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new ListenException(port, taken);
    }
    ClusterServer server = new ClusterServer(http, cluster, scrapeInterval, clock);
    http.setExecutor(server.threads);
    http.createContext("/", server::answer);
    http.start();
    return server;
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod() + " " + path) {
        case "GET /" -> send(exchange, 200, TEXT, INDEX);
        case "GET /pd/api/v1/stores" -> stores(exchange);
        case "GET /truth" -> send(exchange, 200, JSON, Truth.of(cluster.stores()));
        case "GET /scrape.yml" ->
            send(exchange, 200, TEXT, ScrapeConfig.text(cluster, scrapeInterval));
        default -> command(exchange, path);
      }
    }
  }

  private void stores(HttpExchange exchange) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Set<Integer> states = new TreeSet<>();
    if (query.isEmpty()) {
      states.addAll(Set.of(0, 1));
    } else {
      for (String parameter : query.split("&", -1)) {
        Matcher state = STATE.matcher(parameter);
        if (!state.matches()) {
          send(exchange, 500, JSON, "\"unknown StoreState\"");
          return;
        }
        states.add(Integer.parseInt(state.group(1)));
      }
    }
    send(exchange, 200, JSON, PdAnswer.stores(cluster.stores(), states, clock.instant()));
  }

  private void command(HttpExchange exchange, String path) throws IOException {
    Matcher command = COMMAND.matcher(path);
    Optional<PretendedStore> store =
        command.matches() ? cluster.store(Long.parseLong(command.group(1))) : Optional.empty();
    if (store.isEmpty() || !exchange.getRequestMethod().equals("POST")) {
      send(exchange, 404, TEXT, path + ": nothing is there (expected: what / lists)\n");
      return;
    }
    Consumer<PretendedStore> change =
        command.group(2).equals("restart") ? PretendedStore::restart : PretendedStore::fallSilent;
    change.accept(store.get());
    send(exchange, 200, TEXT, "done\n");
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
