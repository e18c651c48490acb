package lampas.server.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.model.label.Labels;
import lampas.model.series.SampleBatch;
import lampas.model.series.SeriesReader;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.server.build.BuildInfo;
import lampas.server.exemplar.ExemplarStore;
import lampas.server.http.HttpServer;
import lampas.server.http.HttpSettings;
import lampas.server.http.RequestObserver;
import lampas.server.scrape.TargetStatus;
import lampas.store.Store;
import lampas.store.StoreOptions;

/** The API on a real server, over a real store and engine, at a fixed time. */
final class RunningApi implements AutoCloseable {
  static final Instant NOW = Instant.ofEpochSecond(1_000);

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final ExemplarStore exemplars = ExemplarStore.of(100);
  private final HttpServer server;

  private RunningApi(
      SeriesReader series, EngineOptions options, QueryGate gate, List<TargetStatus> targets) {
    server =
        HttpServer.start(
            HttpSettings.defaults(),
            PrometheusApi.endpoints(
                new ApiSources(
                    series,
                    exemplars,
                    Engine.create(options),
                    gate,
                    () -> targets,
                    ready::get,
                    new BuildInfo("1.2.3", "abc"),
                    CLOCK)),
            RequestObserver.NONE);
  }

  static RunningApi over(SeriesReader series) {
    return over(series, EngineOptions.defaults(), QueryGate.of(20, 20));
  }

  static RunningApi over(SeriesReader series, EngineOptions options, QueryGate gate) {
    return new RunningApi(series, options, gate, List.of());
  }

  static RunningApi scraping(List<TargetStatus> targets) {
    return new RunningApi(emptyStore(), EngineOptions.defaults(), QueryGate.of(20, 20), targets);
  }

  static Store emptyStore() {
    return Store.open(StoreOptions.anyAge(), CLOCK);
  }

  /** A store with series that have one value every 10 s until {@link #NOW}. */
  static Store store(Labels... series) {
    Store store = emptyStore();
    try (SampleBatch batch = store.batch()) {
      for (int i = 0; i < series.length; i++) {
        var handle = store.resolve(series[i]);
        for (Duration age = Duration.ofMinutes(5); !age.isNegative(); age = age.minusSeconds(10)) {
          batch.append(handle, NOW.minus(age).toEpochMilli(), i + 1);
        }
      }
      batch.commit();
    }
    return store;
  }

  ExemplarStore exemplars() {
    return exemplars;
  }

  void notReady() {
    ready.set(false);
  }

  HttpServer server() {
    return server;
  }

  HttpResponse<String> get(String path, String... namesAndValues) {
    String query = form(namesAndValues);
    return send(HttpRequest.newBuilder(uri(path + (query.isEmpty() ? "" : "?" + query))));
  }

  HttpResponse<String> post(String path, String... namesAndValues) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(namesAndValues))));
  }

  /** The body of a GET that is answered with 200. */
  String body(String path, String... namesAndValues) {
    return bodyOf(200, get(path, namesAndValues));
  }

  /** The status and body of a GET. */
  String answer(String path, String... namesAndValues) {
    HttpResponse<String> response = get(path, namesAndValues);
    return response.statusCode() + " " + response.body();
  }

  static String bodyOf(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new AssertionError("status %s, %s".formatted(response.statusCode(), response.body()));
    }
    return response.body();
  }

  URI uri(String path) {
    return URI.create(server.uri() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String form(String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(form.isEmpty() ? "" : "&").append(encode(namesAndValues[i]));
      form.append('=').append(encode(namesAndValues[i + 1]));
    }
    return form.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
    server.close();
  }
}
