package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Targets that misbehave in every way cost themselves their samples, and nobody else anything. */
class BadTargetsTest {
  private static final String NASTY = "line\nquote\"back\\slash🔥";

  @TempDir private static Path folder;
  private static Target target;
  private static Peer lampas;

  @BeforeAll
  static void scrapeThemAll() throws IOException {
    byte[] binary = new byte[100_000];
    new Random(7).nextBytes(binary);
    target =
        Target.start()
            .serving("/good", Target.TEXT, "good 1\n")
            .serving("/nasty", Target.TEXT, "nasty{v=\"line\\nquote\\\"back\\\\slash🔥\"} 7\n")
            .serving("/truncated", Target.TEXT, "fine 1\ntruncated{a=\"b")
            .handling("/binary", e -> Target.answer(e, 200, Target.TEXT, binary))
            .handling("/gigantic", BadTargetsTest::sendWithoutEnd)
            .handling("/slow", BadTargetsTest::sendSlowly)
            .handling("/redirecting", BadTargetsTest::redirectToItself)
            .handling(
                "/failing",
                e ->
                    Target.answer(
                        e, 500, "text/html", "<h1>secret</h1>".getBytes(StandardCharsets.UTF_8)))
            .serving("/many", Target.TEXT, "many{n=\"1\"} 1\nmany{n=\"2\"} 1\nmany{n=\"3\"} 1\n")
            .serving("/twice", Target.TEXT, "twice{a=\"1\",a=\"2\"} 1\n");
    StringBuilder configuration =
        new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n");
    for (String job :
        new String[] {
          "good",
          "nasty",
          "truncated",
          "binary",
          "gigantic",
          "slow",
          "redirecting",
          "failing",
          "many",
          "twice"
        }) {
      configuration.append(
          """
            - job_name: %1$s
              metrics_path: /%1$s
              body_size_limit: 10MB
              sample_limit: %3$d
              static_configs: [{targets: ["%2$s"]}]
          """
              .formatted(job, target.address(), job.equals("many") ? 2 : 0));
    }
    lampas = Peer.lampasServer(folder, configuration.toString());
    Wait.until(
        "every target has been scraped",
        Duration.ofSeconds(30),
        () ->
            health().values().stream().noneMatch(h -> h.startsWith("unknown"))
                && health().size() == 10);
  }

  @AfterAll
  static void stop() {
    lampas.close();
    target.close();
  }

  @Test
  void eachGetsItsClearErrorAndUpIsZero() {
    Map<String, String> health = health();
    assertThat(health.remove("binary"))
        .startsWith("down: 1:1: ")
        .endsWith("(expected: a metric name, { or #)");
    assertThat(health.remove("gigantic"))
        .startsWith("down: ")
        .endsWith(":1: body too large (expected: at most 10485760)");
    assertThat(health)
        .containsOnly(
            entry("good", "up: "),
            entry("nasty", "up: "),
            entry(
                "truncated",
                "down: 2:13: text without an end (expected: a closing quote in the same line)"),
            entry("slow", "down: context deadline exceeded"),
            entry("redirecting", "down: stopped after 10 redirects"),
            entry("failing", "down: server returned HTTP status 500 Internal Server Error"),
            entry("many", "down: sample limit exceeded"),
            entry("twice", "down: 1:13: label a comes twice (expected: once)"));

    assertThat(api().vector("sum by (job) (up)"))
        .isEqualTo(
            new LinkedHashMap<>(
                Map.of(
                    "job=good", "1",
                    "job=nasty", "1",
                    "job=truncated", "0",
                    "job=binary", "0",
                    "job=gigantic", "0",
                    "job=slow", "0",
                    "job=redirecting", "0",
                    "job=failing", "0",
                    "job=many", "0",
                    "job=twice", "0")));
  }

  @Test
  void aBodyThatBreaksOffLeavesNoSampleBehind() {
    assertThat(api().vector("{__name__=~\"fine|truncated|many|twice\"}")).isEmpty();
    assertThat(api().value("good")).isEqualTo("1");
  }

  @Test
  void anyTextIsALabelValue() {
    Http.Answer answer = Http.post(lampas.address(), "/api/v1/query", Map.of("query", "nasty"));
    JsonNode sample = answer.json().at("/data/result/0");

    assertThat(sample.at("/metric/v").asString()).isEqualTo(NASTY);
    assertThat(sample.at("/value/1").asString()).isEqualTo("7");
    assertThat(api().value("nasty{v=\"line\\nquote\\\"back\\\\slash\\U0001F525\"}")).isEqualTo("7");
  }

  private static Api api() {
    return new Api(lampas.address());
  }

  private static Map<String, String> health() {
    Map<String, String> byJob = new LinkedHashMap<>();
    Http.Answer answer = Http.get(lampas.address().resolve("/api/v1/targets?state=active"));
    for (JsonNode active : answer.json().at("/data/activeTargets")) {
      byJob.put(
          active.at("/labels/job").asString(),
          active.get("health").asString() + ": " + active.get("lastError").asString());
    }
    return byJob;
  }

  private static void sendWithoutEnd(HttpExchange exchange) throws IOException {
    byte[] line =
        "gigantic{filler=\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"} 1\n"
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", Target.TEXT);
    exchange.sendResponseHeaders(200, 0);
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      for (long sent = 0; sent < 1L << 30; sent += line.length) {
        body.write(line);
      }
    }
  }

  private static void sendSlowly(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", Target.TEXT);
    exchange.sendResponseHeaders(200, 0);
    try (exchange;
        OutputStream body = exchange.getResponseBody()) {
      for (int i = 0; i < 100; i++) {
        body.write("# slow\n".getBytes(StandardCharsets.UTF_8));
        body.flush();
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static void redirectToItself(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Location", "/redirecting");
      exchange.sendResponseHeaders(302, -1);
    }
  }
}
