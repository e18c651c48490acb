package lampas.acceptance.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the views say of two services, of which one dies, over real backends. */
class MetricsViewTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String WINDOW = "5s";

  @Test
  void theViewsSayOverPrometheusAndVictoriaMetricsWhatTheServicesDo(@TempDir Path folder)
      throws Exception {
    ServicePage orchestrator = new ServicePage("orchestrator");
    ServicePage workers = new ServicePage("workers");
    try (Target alive = target(orchestrator);
        Target dying = target(workers)) {
      String configuration =
          """
          global: {scrape_interval: 500ms, scrape_timeout: 500ms}
          scrape_configs:
            - job_name: asdlc
              static_configs: [{targets: ["%s", "%s"]}]
          """
              .formatted(alive.address(), dying.address());
      try (Peer prometheus = Peer.prometheus(folder, configuration);
          Peer victoria = Peer.victoriaMetrics(folder, configuration);
          Peer inFrontOfPrometheus = gateway(prometheus, folder);
          Peer inFrontOfVictoria = gateway(victoria, folder)) {
        URI first = inFrontOfPrometheus.address();
        URI second = inFrontOfVictoria.address();
        for (URI view : List.of(first, second)) {
          waitForRates(view);
          bothServicesAreUp(view);
          theTopicsAreTrue(view);
          refusalsArePassedOn(view);
        }
        workers.die();
        for (URI view : List.of(first, second)) {
          theDeadServiceIsDown(view);
        }
        prometheus.kill();
        withoutABackendThereIsAnError(first, prometheus);
        assertThat(inFrontOfPrometheus.isAlive()).isTrue();
      }
    }
  }

  private static Target target(ServicePage page) throws IOException {
    return Target.start()
        .handling(
            "/metrics",
            exchange ->
                Target.answer(
                    exchange,
                    page.isDead() ? 503 : 200,
                    Target.TEXT,
                    page.text().getBytes(StandardCharsets.UTF_8)));
  }

  private static Peer gateway(Peer backend, Path folder) throws IOException {
    int port = Peer.freePort();
    Path file =
        Files.writeString(
            folder.resolve("gateway-" + port + ".yml"),
            """
            listen: 127.0.0.1:%d
            upstream: {url: "%s", dialect: prometheus-2}
            views: {stale_after: 5s}
            tenants: [{name: platform, matchers: {job: asdlc}, anonymous: true}]
            """
                .formatted(port, backend.address()));
    return Peer.lampas(port, folder, List.of("gateway", "--config", file.toString()));
  }

  private static Http.Answer get(URI view, String path, Map<String, String> parameters) {
    return Http.get(view, "/api/metrics/" + path, parameters);
  }

  private static JsonNode series(URI view, String topic, int value) {
    Http.Answer answer = get(view, topic, Map.of("service", "orchestrator", "window", WINDOW));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("data").get("values").get(value);
  }

  /* A rate is too low as long as its window reaches back to before the first sample. */
  private static void waitForRates(URI view) {
    Wait.until(
        "rates of both services",
        LIMIT,
        () -> {
          JsonNode rates =
              get(view, "cpu", Map.of("window", WINDOW))
                  .json()
                  .get("data")
                  .get("values")
                  .get(0)
                  .get("series");
          return rates.size() == 2
              && rates
                  .valueStream()
                  .allMatch(
                      rate -> rate.get("value").asDouble(0) > .9 * ServicePage.PROCESSOR_SHARE);
        });
  }

  private static void bothServicesAreUp(URI view) {
    JsonNode services = get(view, "services", Map.of()).json().get("data").get("services");
    assertThat(services.valueStream().map(one -> one.get("service").asString()))
        .containsExactly("orchestrator", "workers");
    for (JsonNode service : services) {
      assertThat(service.get("status").asString()).as(service.toString()).isEqualTo("up");
      assertThat(service.get("versions").get(0).asString()).isEqualTo("1.2");
      assertThat(service.get("ageSeconds").asDouble()).isBetween(0.0, 30.0);
    }
    Http.Answer health = get(view, "health", Map.of());
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body())
        .isEqualTo("{\"status\":\"healthy\",\"targets\":{\"up\":2,\"down\":0,\"other\":0}}");
  }

  private static void theTopicsAreTrue(URI view) {
    JsonNode cpu = series(view, "cpu", 0);
    assertThat(cpu.get("unit").asString()).isEqualTo("ratio");
    assertThat(only(cpu)).isCloseTo(ServicePage.PROCESSOR_SHARE, within(.1));
    JsonNode memory = series(view, "memory", 0);
    assertThat(memory.get("unit").asString()).isEqualTo("bytes");
    assertThat(memory.get("series").valueStream().map(one -> one.get("value").asDouble()))
        .containsExactlyInAnyOrder(1e6, 5e6);
    JsonNode requests = series(view, "requests", 0);
    assertThat(requests.get("unit").asString()).isEqualTo("requests per second");
    assertThat(only(requests)).isCloseTo(ServicePage.REQUESTS_PER_SECOND, within(8.0));
    assertThat(requests.get("series").get(0).get("labels").get("endpoint").asString())
        .isEqualTo("/tasks/{id}");
    JsonNode median = series(view, "latency", 0);
    assertThat(median.get("unit").asString()).isEqualTo("seconds");
    assertThat(only(median)).isCloseTo(.175, within(.001));
    assertThat(only(series(view, "latency", 2))).isCloseTo(.2485, within(.001));
    assertThat(only(series(view, "tasks", 0))).isEqualTo(3);
    /* VictoriaMetrics does not keep what is not a number. */
    JsonNode workers = series(view, "tasks", 1);
    JsonNode absent = workers.get("series").isEmpty() ? workers : workers.get("series").get(0);
    assertThat(absent.get("absent").get("reason").asString()).isIn("not_finite", "no_series");
  }

  private static double only(JsonNode value) {
    assertThat(value.get("series").size()).as(value.toString()).isOne();
    assertThat(value.get("series").get(0).get("ageSeconds").asDouble()).isBetween(0.0, 30.0);
    return value.get("series").get(0).get("value").asDouble();
  }

  private static void refusalsArePassedOn(URI view) {
    long now = System.currentTimeMillis() / 1000;
    Map<String, String> range = Map.of("query", "sum(", "start", "" + (now - 60), "end", "" + now);
    Http.Answer refused = get(view, "query_range", range);
    assertThat(refused.status()).as(refused.body()).isBetween(400, 422);
    assertThat(refused.json().get("status").asString()).isEqualTo("error");

    Http.Answer answer =
        get(
            view,
            "query_range",
            Map.of("query", "sum(up)", "start", "" + (now - 5), "end", "" + now, "step", "1s"));
    assertThat(answer.json().get("data").get("resultType").asString()).isEqualTo("matrix");
    assertThat(answer.body()).contains("\"2\"");
  }

  private static void theDeadServiceIsDown(URI view) {
    becomes(view, "services", ".*\"service\":\"workers\",\"status\":\"down\".*");
    assertThat(get(view, "services", Map.of()).body())
        .contains("\"service\":\"orchestrator\",\"status\":\"up\"");
    assertThat(get(view, "health", Map.of()).json().get("status").asString()).isEqualTo("degraded");
    becomes(
        view,
        "requests",
        ".*\"service\":\"workers\",\"status\":\"200\"},\"value\":null,\"ageSeconds\":([0-9.]+|null),"
            + "\"absent\":\\{\"reason\":\"stale\".*");
  }

  /* Waits until the answer is such a one; what it is in the end is in the failure. */
  private static void becomes(URI view, String path, String pattern) {
    try {
      Wait.until(
          path + " is " + pattern, LIMIT, () -> get(view, path, Map.of()).body().matches(pattern));
    } catch (AssertionError late) {
      throw new AssertionError(
          late.getMessage() + "\ninstead: " + get(view, path, Map.of()).body(), late);
    }
  }

  private static void withoutABackendThereIsAnError(URI view, Peer backend) {
    for (String path : List.of("services", "cpu")) {
      Http.Answer answer = get(view, path, Map.of());
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).doesNotContain(backend.target());
    }
    Http.Answer health = get(view, "health", Map.of());
    assertThat(health.status()).isEqualTo(503);
    assertThat(health.json().get("status").asString()).isEqualTo("unhealthy");
  }
}
