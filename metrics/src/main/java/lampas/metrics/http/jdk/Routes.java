package lampas.metrics.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lampas.metrics.MetricsException;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.Route;
import lampas.model.error.ErrorKind;

/**
 * A small route table for the JDK's server, which measures what it routes: the template of the
 * route is the endpoint.
 *
 * <p>A path that no template matches gets 404, a method that the template of its path does not have
 * 405. Texts win over variables: {@code /tasks/new} over {@code /tasks/{id}}. A route for GET takes
 * HEAD as well, without the body. A handler answers before it returns: one that throws or gives no
 * answer at all gets 500, and what it threw is logged. Needs no filter, and does not count twice if
 * there is one. Immutable.
 */
public final class Routes implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Routes.class.getName());

  private record Entry(Route route, PathTemplate template, RouteHandler handler) {}

  private final HttpServerMetrics metrics;
  private final List<Entry> entries;

  private Routes(HttpServerMetrics metrics, List<Entry> entries) {
    this.metrics = metrics;
    this.entries = entries;
  }

  /** A table without routes yet. */
  public static Builder measuredBy(HttpServerMetrics metrics) {
    return new Builder(metrics);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Measurement.of(metrics, exchange, this::route);
  }

  private void route(HttpExchange exchange) throws IOException {
    List<String> path = PathTemplate.split(RequestPath.of(exchange));
    String method = exchange.getRequestMethod();
    TreeSet<String> allowed = new TreeSet<>();
    Optional<Entry> forGet = Optional.empty();
    for (Entry entry : entries) {
      Optional<Map<String, String>> variables = entry.template.match(path);
      if (variables.isEmpty()) {
        continue;
      }
      String offered = entry.route.method();
      if (offered.equals(method)) {
        answer(exchange, entry, variables.get());
        return;
      }
      if (allowed.isEmpty()) {
        endpoint(exchange, entry.route.template());
      }
      allowed.add(offered);
      if (offered.equals("GET")) {
        forGet = forGet.or(() -> Optional.of(entry));
      }
    }
    if (forGet.isPresent() && method.equals("HEAD")) {
      Entry entry = forGet.get();
      HeadBody.discard(exchange);
      answer(exchange, entry, entry.template.match(path).orElseThrow());
    } else if (allowed.isEmpty()) {
      endpoint(exchange, HttpServerMetrics.UNMATCHED);
      text(exchange, 404, "no such page\n");
    } else {
      exchange.getResponseHeaders().set("Allow", String.join(", ", allowed));
      text(exchange, 405, "method: " + method + " (expected: one of " + allowed + ")\n");
    }
  }

  private static void answer(HttpExchange exchange, Entry entry, Map<String, String> variables)
      throws IOException {
    endpoint(exchange, entry.route.template());
    try {
      entry.handler.handle(exchange, variables);
    } catch (IOException | RuntimeException e) {
      if (exchange instanceof Measured measured) {
        measured.measurement().failedWith(e);
      }
      LOG.log(System.Logger.Level.ERROR, entry.route + " failed", e);
      if (exchange.getResponseCode() != -1) {
        /* The answer has begun: only a closed connection tells the client that it is not whole. */
        throw e;
      }
      text(exchange, 500, "internal error\n");
      return;
    }
    if (exchange.getResponseCode() == -1) {
      LOG.log(System.Logger.Level.ERROR, entry.route + " gave no answer");
      text(exchange, 500, "internal error\n");
    } else {
      exchange.close();
    }
  }

  private static void endpoint(HttpExchange exchange, String template) {
    if (exchange instanceof Measured measured) {
      measured.measurement().endpoint(template);
    }
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** Collects routes. Not thread-safe. */
  public static final class Builder {
    private final HttpServerMetrics metrics;
    private final List<Entry> entries = new ArrayList<>();

    private Builder(HttpServerMetrics metrics) {
      this.metrics = metrics;
    }

    /**
     * Adds a route.
     *
     * @param route a method and a template, such as {@code GET /tasks/{id}}
     * @throws MetricsException USER if it is malformed, or takes the same requests as another one
     */
    public Builder on(String route, RouteHandler handler) {
      Route parsed = Route.parse(route);
      Entry entry = new Entry(parsed, PathTemplate.parse(parsed.template()), handler);
      for (Entry other : entries) {
        if (other.route.method().equals(parsed.method())
            && other.template.form().equals(entry.template.form())) {
          throw new MetricsException(
              ErrorKind.USER,
              "route: " + parsed + " (expected: other requests than those of " + other.route + ")");
        }
      }
      entries.add(entry);
      return this;
    }

    /** The table, whose routes have their series from now on. */
    public Routes build() {
      List<Entry> sorted =
          entries.stream().sorted(Comparator.comparing(entry -> entry.template.order())).toList();
      metrics.expect(sorted.stream().map(Entry::route).toArray(Route[]::new));
      return new Routes(metrics, sorted);
    }
  }
}
