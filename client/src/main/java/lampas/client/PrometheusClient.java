package lampas.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;

/**
 * A client of one backend that speaks Prometheus's HTTP API v1.
 *
 * <p>Calls block, made for virtual threads. Thread-safe. Every method throws {@link
 * RequestException} if there is no answer. Queries go as POST forms, so that their length is not
 * limited by that of a URL.
 */
public final class PrometheusClient implements Backend {
  private final Exchange exchange;
  private final String base;

  private PrometheusClient(Exchange exchange, String base) {
    this.exchange = exchange;
    this.base = base;
  }

  /**
   * A client with default settings.
   *
   * @param base where the API is, with any path in front of {@code /api/v1}, for example {@code
   *     http://127.0.0.1:9090} or {@code http://127.0.0.1:8428/prometheus}
   */
  public static PrometheusClient of(HttpClient http, URI base) {
    return of(http, base, ClientSettings.defaults());
  }

  /** A client with the given settings. */
  public static PrometheusClient of(HttpClient http, URI base, ClientSettings settings) {
    String scheme = base.getScheme();
    if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException(
          "base URL: no host or wrong scheme (expected: http://host:port or https://host:port)");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException("base URL: has a query (expected: only a path)");
    }
    String text = base.toString();
    return new PrometheusClient(
        new Exchange(http, settings),
        text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  @Override
  public QueryAnswer query(Query query) {
    FormParameters form = new FormParameters().add("query", query.promql());
    String path =
        switch (query.time()) {
          case QueryTime.Now now -> "/api/v1/query";
          case QueryTime.At(Instant time) -> {
            form.add("time", time);
            yield "/api/v1/query";
          }
          case QueryTime.Range(Instant start, Instant end, Duration step) -> {
            form.add("start", start).add("end", end).add("step", step);
            yield "/api/v1/query_range";
          }
        };
    return exchange.query(post(path, form));
  }

  @Override
  public List<String> labelNames(SeriesScope scope) {
    FormParameters form = new FormParameters().add(scope);
    return data(exchange.send(post("/api/v1/labels", form), JsonCursor::texts));
  }

  @Override
  public List<String> labelValues(String name, SeriesScope scope) {
    String path = "/api/v1/label/" + pathName(name) + "/values";
    return data(exchange.send(get(path, new FormParameters().add(scope)), JsonCursor::texts));
  }

  @Override
  public List<Labels> series(SeriesScope scope) {
    FormParameters form = new FormParameters().add(scope);
    return data(
        exchange.send(
            post("/api/v1/series", form),
            json -> {
              List<Labels> series = new ArrayList<>();
              json.array(() -> series.add(Labels.of(json.textByName())));
              return series;
            }));
  }

  /** What the backend scrapes. */
  public List<TargetStatus> targets() {
    FormParameters active = new FormParameters().add("state", "active");
    return data(exchange.send(get("/api/v1/targets", active), TargetReader::read));
  }

  /** What the backend says about its build, such as {@code version}; may be empty. */
  public Map<String, String> buildInfo() {
    Function<JsonCursor, Map<String, String>> reader = JsonCursor::textByName;
    return data(exchange.send(get("/api/v1/status/buildinfo", new FormParameters()), reader));
  }

  private HttpRequest.Builder post(String path, FormParameters form) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form.toString()));
  }

  private HttpRequest.Builder get(String path, FormParameters query) {
    return HttpRequest.newBuilder(URI.create(base + path + (query.isEmpty() ? "" : "?" + query)));
  }

  /*
   * A name that is not a legacy one travels as U__ and each other character as _hex_; an underscore
   * doubles. Source: "Querying label values" in the documentation of Prometheus's HTTP API.
   */
  private static String pathName(String name) {
    if (LabelNames.isLegacyLabelName(name) && !name.startsWith("U__")) {
      return name;
    }
    StringBuilder out = new StringBuilder("U__");
    name.codePoints()
        .forEach(c -> {
          if (c == '_') {
            out.append("__");
          } else if (LabelNames.isLegacyLabelName("_" + Character.toString(c))) {
            out.appendCodePoint(c);
          } else {
            out.append('_').append(Integer.toHexString(c)).append('_');
          }
        });
    return URLEncoder.encode(out.toString(), StandardCharsets.UTF_8);
  }

  private static <T> T data(Answer<T> answer) {
    return answer
        .data()
        .orElseThrow(
            () -> new RequestException(new ClientFailure.Unreadable(200, "no data in it")));
  }
}
