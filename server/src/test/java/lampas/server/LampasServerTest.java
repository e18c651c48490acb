package lampas.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.model.result.QueryResult.Vector;
import lampas.server.config.ConfigurationLoader;
import lampas.server.config.ServerConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LampasServerTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer target;

  @BeforeEach
  void startTarget() throws Exception {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page = "shop_open{town=\"Ulm\"} 2.5\n".getBytes(StandardCharsets.UTF_8);
    target.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    target.start();
  }

  @AfterEach
  void stopTarget() {
    target.stop(0);
    http.close();
  }

  @Test
  void whatATargetExposesIsAnsweredByQueries() {
    try (LampasServer server =
        LampasServer.start(configuration("127.0.0.1:0"), Clock.systemUTC())) {
      awaitValue(server, "shop_open{town=\"Ulm\", job=\"shop\"}", 2.5);
      awaitValue(server, "up", 1);
    }
  }

  @Test
  void anAddressWithoutAHostIsEveryAddressOfTheMachine() throws Exception {
    try (LampasServer server = LampasServer.start(configuration(":0"), Clock.systemUTC())) {
      for (String loopback : new String[] {"127.0.0.1", "127.0.0.2"}) {
        URI healthy =
            URI.create("http://" + loopback + ":" + server.address().getPort() + "/-/healthy");
        assertThat(
                http.send(HttpRequest.newBuilder(healthy).build(), BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void metricsAboutItselfAreTrue() throws Exception {
    try (LampasServer server =
        LampasServer.start(configuration("127.0.0.1:0"), Clock.systemUTC())) {
      awaitValue(server, "count_over_time(shop_open[1m]) >= bool 2", 1);

      Map<String, Double> own = ownMetrics(server);
      assertThat(own)
          .containsEntry("lampas_scrape_targets{health=\"up\"}", 1.0)
          .containsEntry("lampas_scrape_targets{health=\"down\"}", 0.0)
          .containsEntry("lampas_scrape_failures_total", 0.0)
          .containsEntry("lampas_store_series", 6.0)
          .containsEntry("lampas_store_series_added_total", 6.0);
      assertThat(own.get("lampas_scrapes_total")).isGreaterThanOrEqualTo(2);
      assertThat(own.get("lampas_store_appended_samples_total{outcome=\"accepted\"}"))
          .isGreaterThanOrEqualTo(12);
      assertThat(own.get("process_cpu_seconds_total")).isPositive();
      assertThat(
              own.get(
                  "lampas_http_requests_total"
                      + "{method=\"POST\",route=\"/api/v1/query\",status=\"200\"}"))
          .isPositive()
          .isEqualTo(
              own.get("lampas_http_request_duration_seconds_count{route=\"/api/v1/query\"}"));
    }
  }

  @Test
  void theViewsOfServicesAreOverItsOwnStore() throws Exception {
    try (LampasServer server =
        LampasServer.start(configuration("127.0.0.1:0"), Clock.systemUTC())) {
      awaitValue(server, "up", 1);

      assertThat(get(server, "/api/metrics/health"))
          .isEqualTo("{\"status\":\"healthy\",\"targets\":{\"up\":1,\"down\":0,\"other\":0}}");
      long now = System.currentTimeMillis() / 1000;
      assertThat(
              get(server, "/api/metrics/query_range?query=2.5&start=%d&end=%d".formatted(now, now)))
          .contains("\"values\":[[" + now + ",\"2.5\"]]");
    }
  }

  @Test
  void aTakenAddressIsAClearErrorAndLeavesNothingRunning() {
    String taken = "127.0.0.1:" + target.getAddress().getPort();

    assertThatThrownBy(() -> LampasServer.start(configuration(taken), Clock.systemUTC()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "listen address: "
                + taken
                + " is not available (expected: a free port of this machine)");
  }

  @Test
  void afterCloseNothingListensAndNothingIsScraped() {
    LampasServer server = LampasServer.start(configuration("127.0.0.1:0"), Clock.systemUTC());
    awaitValue(server, "up", 1);
    server.close();
    server.close();

    assertThatThrownBy(() -> query(server, "up")).hasMessageStartingWith("backend: ");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("maintenance");
  }

  private void awaitValue(LampasServer server, String promql, double expected) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!query(server, promql).equals(Optional.of(expected))) {
      assertThat(System.nanoTime()).as(promql).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private Optional<Double> query(LampasServer server, String promql) {
    Vector vector =
        (Vector) PrometheusClient.of(http, server.address()).query(Query.instant(promql)).result();
    return vector.onlyValue();
  }

  private String get(LampasServer server, String target) throws Exception {
    URI uri = URI.create(server.address() + target);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  private Map<String, Double> ownMetrics(LampasServer server) throws Exception {
    URI page = server.address().resolve("/metrics");
    return http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
  }

  private ServerConfiguration configuration(String listen) {
    return ConfigurationLoader.text(
            "test",
            """
            global: {scrape_interval: 100ms, scrape_timeout: 100ms}
            scrape_configs:
              - job_name: shop
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            server: {listen: "%s"}
            """
                .formatted(target.getAddress().getPort(), listen),
            Path.of(""))
        .load();
  }
}
