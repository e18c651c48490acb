package lampas.server.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.metrics.Instrument;
import lampas.metrics.Registry;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;

/**
 * A small shop over HTTP, instrumented the way a user of Lampas would do it.
 *
 * <p>{@code POST /orders?item=…&card=…} places an order, {@code GET /orders/{id}} looks at it,
 * {@code DELETE /orders/{id}} cancels it. Placed orders go to the {@link WorkerPool}.
 */
final class OrderService implements AutoCloseable {
  private static final String ORDERS = "/orders";
  private static final String ORDER = "/orders/{id}";

  private final Family<Counter> requests;
  private final Family<Counter> errors;
  private final Family<Histogram> durations;
  private final Gauge openOrders;
  private final Map<String, String> orders = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final WorkerPool workers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer http;

  OrderService(Registry registry, int port) {
    requests = registry.counters(DemoMetrics.REQUESTS);
    errors = registry.counters(DemoMetrics.ERRORS);
    durations = registry.histograms(DemoMetrics.DURATIONS);
    openOrders = registry.gauge(DemoMetrics.OPEN_ORDERS);
    workers = new WorkerPool(registry);
    http = listen(port);
    http.setExecutor(threads);
    http.createContext(ORDERS, this::measure);
    http.start();
  }

  private static HttpServer listen(int port) {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(
          "shop port: " + port + " is not available (expected: a free port of this machine)",
          taken);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  WorkerPool workers() {
    return workers;
  }

  /** What the instruments hold, by series. */
  Map<Labels, Double> recorded() {
    Map<Labels, Double> values = new HashMap<>();
    requests.forEach(
        counter -> values.put(named(DemoMetrics.REQUESTS.name(), counter), counter.value()));
    errors.forEach(
        counter -> values.put(named(DemoMetrics.ERRORS.name(), counter), counter.value()));
    durations.forEach(histogram ->
        values.put(
            named(DemoMetrics.DURATIONS.name() + "_count", histogram), (double) histogram.count()));
    values.put(named(DemoMetrics.OPEN_ORDERS.name(), openOrders), openOrders.value());
    workers
        .jobs()
        .forEach(counter -> values.put(named(DemoMetrics.JOBS.name(), counter), counter.value()));
    return values;
  }

  private static Labels named(String name, Instrument instrument) {
    return instrument.labels().with(LabelNames.METRIC_NAME, name);
  }

  @Override
  public void close() {
    http.stop(1);
    threads.shutdown();
    workers.close();
  }

  /* Everything is recorded before the answer leaves: who has the answer finds it in the metrics. */
  private void measure(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    String endpoint = exchange.getRequestURI().getPath().equals(ORDERS) ? ORDERS : ORDER;
    try (exchange) {
      Answer answer = answer(exchange, endpoint);
      answer.error().ifPresent(reason -> errors.with(endpoint, reason).increment());
      requests
          .with(exchange.getRequestMethod(), endpoint, Integer.toString(answer.status()))
          .increment();
      durations.with(endpoint).observe((System.nanoTime() - start) / 1e9);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private record Answer(int status, String body, Optional<String> error) {
    static Answer ok(int status, String body) {
      return new Answer(status, body, Optional.empty());
    }

    static Answer refused(int status, String reason) {
      return new Answer(status, reason, Optional.of(reason));
    }
  }

  private Answer answer(HttpExchange exchange, String endpoint) {
    if (endpoint.equals(ORDERS)) {
      return exchange.getRequestMethod().equals("POST")
          ? place(exchange.getRequestURI().getQuery())
          : Answer.ok(405, "");
    }
    String id = exchange.getRequestURI().getPath().substring(ORDERS.length() + 1);
    return switch (exchange.getRequestMethod()) {
      case "GET" ->
          Optional.ofNullable(orders.get(id))
              .map(item -> Answer.ok(200, item))
              .orElseGet(() -> Answer.refused(404, "no_such_order"));
      case "DELETE" -> cancel(id);
      default -> Answer.ok(405, "");
    };
  }

  private Answer place(String query) {
    if (query.endsWith("card=declined")) {
      return Answer.refused(402, "card_declined");
    }
    String item = query.substring("item=".length(), query.indexOf('&'));
    if (item.equals("unicorn") || !workers.submit(item)) {
      return Answer.refused(409, "out_of_stock");
    }
    String id = Long.toString(lastId.incrementAndGet());
    orders.put(id, item);
    openOrders.increment();
    return Answer.ok(201, id);
  }

  private Answer cancel(String id) {
    if (orders.remove(id) == null) {
      return Answer.refused(404, "no_such_order");
    }
    openOrders.decrement();
    return Answer.ok(204, "");
  }
}
