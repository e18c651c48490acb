package lampas.acceptance.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.acceptance.gateway.Escapes.Attempt;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Nothing that tenant a can ask shows what tenant b has. */
class EscapeTest {
  private static final String TOKEN_A = "token of a";
  private static final String TOKEN_B = "token of b";
  private static final double LEAST_OF_B = 7000;
  private static final double LEAST_TIMESTAMP = 1e9;
  private static final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();
  private static final Map<Backend, URI> gateways = new ConcurrentHashMap<>();

  @TempDir private static Path folder;

  /** What is behind the gateway. */
  enum Backend {
    PROMETHEUS,
    VICTORIA_METRICS
  }

  @BeforeAll
  static void start() throws IOException {
    TwoTenants tenants = TwoTenants.start();
    started.add(tenants);
    Files.writeString(folder.resolve("a.tokens"), TOKEN_A + "\n");
    Files.writeString(folder.resolve("b.tokens"), TOKEN_B + "\n");
    Files.writeString(
        folder.resolve("rules.yml"),
        """
        groups:
          - name: rules
            interval: 1s
            rules:
              - {record: a:rule, expr: 'sum(shared{tenant="a"})'}
              - {record: b:rule, expr: 'sum(shared{tenant="b"})', labels: {site: rival}}
              - {alert: Anyone, expr: 'shared > 0', annotations: {summary: 'rival {{ $value }}'}}
        """);
    CompletableFuture<Peer> victoria =
        CompletableFuture.supplyAsync(() -> guarded(Backend.VICTORIA_METRICS, tenants));
    Peer prometheus = guarded(Backend.PROMETHEUS, tenants);
    for (Peer peer : List.of(prometheus, victoria.join())) {
      Wait.until(
          "both tenants are scraped",
          Duration.ofSeconds(60),
          () -> new Api(peer.address()).vector("{__name__=~\"only_[ab]\"}").size() == 2);
    }
    Wait.until(
        "the alerts of both fire",
        Duration.ofSeconds(60),
        () ->
            Http.get(prometheus.address().resolve("/api/v1/alerts"))
                    .json()
                    .at("/data/alerts")
                    .size()
                == 5);
  }

  /* A backend and its gateway. */
  private static Peer guarded(Backend backend, TwoTenants tenants) {
    try {
      Peer peer =
          switch (backend) {
            case PROMETHEUS ->
                Peer.prometheus(
                    folder,
                    "rule_files: [rules.yml]\n" + tenants.scrapeConfigs(),
                    "--enable-feature=exemplar-storage");
            case VICTORIA_METRICS -> Peer.victoriaMetrics(folder, tenants.scrapeConfigs());
          };
      started.add(peer);
      gateways.put(backend, gateway(peer, backend.name().toLowerCase(Locale.ROOT)));
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI gateway(Peer backend, String name) throws IOException {
    int port = Peer.freePort();
    Path file =
        Files.writeString(
            folder.resolve(name + ".yml"),
            """
            listen: 127.0.0.1:%d
            audit: {file: %s.audit.jsonl}
            upstream: {url: "%s", dialect: prometheus-2}
            tenants:
              - {name: a, matchers: {tenant: a}, token_files: [a.tokens]}
              - {name: b, matchers: {tenant: [b]}, token_files: [b.tokens]}
            """
                .formatted(port, name, backend.address()));
    Peer gateway = Peer.lampas(port, folder, List.of("gateway", "--config", file.toString()));
    started.add(gateway);
    return gateway.address();
  }

  @AfterAll
  static void stop() throws Exception {
    while (!started.isEmpty()) {
      started.removeLast().close();
    }
  }

  @Test
  void theListHasMoreThanAHundredAttempts() throws IOException {
    assertThat(Escapes.count()).isGreaterThan(250);
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void noneShowsWhatTheOtherTenantHas(Backend backend) throws IOException {
    AtomicInteger answered = new AtomicInteger();
    List<String> leaks =
        Escapes.all().parallelStream()
            .filter(attempt -> backend == Backend.PROMETHEUS || !attempt.isForPrometheus())
            .flatMap(attempt -> {
              Http.Answer answer = ask(backend, attempt.target(), TOKEN_A);
              if (answer.status() == 200) {
                answered.incrementAndGet();
              }
              return leak(attempt, answer)
                  .map(what -> what + ": " + attempt + " gave " + answer)
                  .stream();
            })
            .toList();

    assertThat(leaks).isEmpty();
    assertThat(answered).hasValueGreaterThan(300);
  }

  private static Optional<String> leak(Attempt attempt, Http.Answer answer) {
    if (attempt.target().startsWith("/api/v1/format_query")
        || attempt.target().startsWith("/api/v1/parse_query")) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      return answer.status() >= 500 || answer.body().contains("rival-trace")
          ? Optional.of("no clear refusal")
          : Optional.empty();
    }
    if (answer.body().contains("rival") && !attempt.text().contains("rival")) {
      return Optional.of("another tenant's label value");
    }
    if (answer.body().contains("\"tenant\":\"b\"") && !attempt.makesLabels()) {
      return Optional.of("another tenant's label");
    }
    JsonNode data = answer.json().path("data");
    boolean foreign =
        data.path("result").findParents("metric").stream()
            .anyMatch(
                series -> isForeign(series.path("value")) || isForeign(series.path("values")));
    return foreign || data.toString().contains("\"7777\"")
        ? Optional.of("another tenant's value")
        : Optional.empty();
  }

  /* [time, "value"], or a list of them. */
  private static boolean isForeign(JsonNode value) {
    if (value.path(0).isArray()) {
      return value.valueStream().anyMatch(EscapeTest::isForeign);
    }
    double number = Double.parseDouble(value.path(1).asString("0").replace("Inf", "Infinity"));
    return Math.abs(number) >= LEAST_OF_B && Math.abs(number) < LEAST_TIMESTAMP;
  }

  @ParameterizedTest
  @EnumSource(Backend.class)
  void eachTenantSeesItsOwn(Backend backend) {
    assertThat(values(backend, "shared", TOKEN_A)).containsExactly("1", "2");
    assertThat(values(backend, "shared", TOKEN_B)).containsExactly("7777", "7777", "7777");
    assertThat(values(backend, "count(shared)", TOKEN_A)).containsExactly("2");
    assertThat(values(backend, "sum(shared)", TOKEN_A)).containsExactly("3");
    assertThat(values(backend, "count({__name__=~\"only_.*\"})", TOKEN_A)).containsExactly("1");
    assertThat(values(backend, "only_b", TOKEN_A)).isEmpty();
    /* Its steps are whole seconds, of which none may have passed since the first scrape. */
    String subquery = "max_over_time(shared[5m:1s])";
    Wait.until(
        "a subquery finds samples",
        Duration.ofSeconds(60),
        () -> !values(backend, subquery, TOKEN_A).isEmpty());
    assertThat(values(backend, subquery, TOKEN_A)).containsExactly("1", "2");
    assertThat(values(backend, "vector(1 + 1)", TOKEN_A)).containsExactly("2");
    assertThat(texts(backend, "/api/v1/label/tenant/values", TOKEN_A)).containsExactly("a");
    assertThat(texts(backend, "/api/v1/label/tenant/values", TOKEN_B)).containsExactly("b");
    assertThat(texts(backend, "/api/v1/labels", TOKEN_A)).contains("kind").doesNotContain("site");
    assertThat(texts(backend, "/api/v1/label/__name__/values", TOKEN_A))
        .contains("shared", "only_a", "a_requests_total")
        .doesNotContain("only_b", "b_info", "b_requests_total");
  }

  @Test
  void withoutTheGatewayTheAttemptsWouldSucceed() throws IOException {
    List<String> leaking = new ArrayList<>();
    for (Attempt attempt : Escapes.all()) {
      if (attempt.target().startsWith("/api/v1/query?")) {
        Http.Answer answer = ask(Backend.PROMETHEUS, attempt.target(), TOKEN_B);
        if (answer.status() == 200 && leak(attempt, answer).isPresent()) {
          leaking.add(attempt.text());
        }
      }
    }

    assertThat(leaking).hasSizeGreaterThan(80);
  }

  @Test
  void ofPrometheusMetadataRulesAndExemplarsEachTenantSeesItsOwn() {
    assertThat(json("/api/v1/metadata", TOKEN_A).propertyNames())
        .contains("shared", "only_a", "a_requests")
        .doesNotContain("only_b", "b_requests", "b_info");
    assertThat(json("/api/v1/rules", TOKEN_A).findValuesAsString("name"))
        .containsExactlyInAnyOrder("rules", "a:rule");
    assertThat(json("/api/v1/rules", TOKEN_B).findValuesAsString("name"))
        .containsExactlyInAnyOrder("rules", "b:rule");
    assertThat(json("/api/v1/alerts", TOKEN_A).path("alerts"))
        .hasSize(2)
        .allSatisfy(alert -> {
          assertThat(alert.path("labels").propertyNames())
              .containsExactlyInAnyOrder("alertname", "tenant");
          assertThat(alert.path("value").asString()).isEmpty();
        });
    assertThat(json("/api/v1/targets", TOKEN_A).path("activeTargets")).hasSize(1);
    String exemplars =
        "/api/v1/query_exemplars?query=%7B__name__%3D~%22.*_total%22%7D&start=0&end=9999999999";
    assertThat(json(exemplars, TOKEN_A).findValuesAsString("trace_id")).containsExactly("own");
    assertThat(json(exemplars, TOKEN_B).findValuesAsString("trace_id"))
        .containsExactly("rival-trace");
  }

  @Test
  void everyRequestIsInTheAuditLogWithoutTokens() throws IOException {
    ask(Backend.PROMETHEUS, "/api/v1/query?query=up", TOKEN_A);

    String log = Files.readString(folder.resolve("prometheus.audit.jsonl"));
    assertThat(log).contains("\"sent\":\"up{tenant=\\\"a\\\"}\"").doesNotContain("token of");
    assertThat(ask(Backend.PROMETHEUS, "/api/v1/query?query=up", "wrong").status()).isEqualTo(401);
  }

  private static JsonNode json(String target, String token) {
    return ask(Backend.PROMETHEUS, target, token).json().path("data");
  }

  private static List<String> values(Backend backend, String promql, String token) {
    String target =
        "/api/v1/query?query="
            + java.net.URLEncoder.encode(promql, java.nio.charset.StandardCharsets.UTF_8);
    Http.Answer answer = ask(backend, target, token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer
        .json()
        .at("/data/result")
        .valueStream()
        .map(series -> series.at("/value/1").asString())
        .sorted()
        .toList();
  }

  private static List<String> texts(Backend backend, String target, String token) {
    return ask(backend, target, token)
        .json()
        .path("data")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static Http.Answer ask(Backend backend, String target, String token) {
    return Http.get(URI.create(gateways.get(backend) + target), "Authorization", "Bearer " + token);
  }
}
