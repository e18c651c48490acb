package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.client.answer.Capabilities;
import lampas.client.answer.Feature;
import lampas.client.answer.Product;
import lampas.promql.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What backends say of themselves, and what the client makes of it. */
class CapabilityTest {
  private static final String GONE = "404 page not found\n";

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestTiming timing = new TestTiming(0);

  @AfterEach
  void closeHttp() {
    http.shutdownNow();
  }

  /** How one backend answers the probe. */
  private record Face(String build, String one, String window, Set<String> absent) {
    void answer(HttpExchange exchange, String query) throws IOException {
      String path = exchange.getRequestURI().getPath().replaceFirst("^.*/api/v1/", "");
      String data =
          switch (path) {
            case "query" ->
                query.contains("count_over_time")
                    ? vector(window)
                    : query.contains("histogram_count") ? vector("0") : one;
            case "status/buildinfo" -> build;
            case "query_exemplars" -> "[]";
            default -> "{}";
          };
      String feature = query.contains("histogram_count") ? "histogram_count" : path;
      if (absent.contains(feature)) {
        ScriptedBackend.send(exchange, 404, "text/plain", GONE);
      } else {
        ScriptedBackend.send(
            exchange, 200, "application/json", "{\"status\":\"success\",\"data\":" + data + "}");
      }
    }
  }

  private static final String SCALAR = "{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}";

  private static String vector(String value) {
    return "{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"%s\"]}]}"
        .formatted(value);
  }

  private static String version(String version) {
    return "{\"version\":\"%s\",\"goVersion\":\"go1.22\"}".formatted(version);
  }

  private static ScriptedBackend backend(Face face) {
    return ScriptedBackend.speaking(face::answer);
  }

  private Capabilities capabilities(Face face) {
    try (ScriptedBackend backend = backend(face)) {
      return client(backend).capabilities();
    }
  }

  private PrometheusClient client(ScriptedBackend backend) {
    return PrometheusClient.of(http, backend.uri(), ClientSettings.defaults(), timing.timing());
  }

  @Test
  void eachProductIsToldFromTheOthers() {
    assertThat(capabilities(new Face(version("2.42.0+ds"), SCALAR, "2", Set.of("parse_query"))))
        .isEqualTo(
            new Capabilities(
                Product.PROMETHEUS,
                Optional.of("2.42.0+ds"),
                Dialect.PROMETHEUS_2,
                11_000,
                EnumSet.complementOf(EnumSet.of(Feature.PARSE_QUERY)),
                TestTiming.NOW));
    assertThat(capabilities(new Face(version("3.5.0"), SCALAR, "1", Set.of())))
        .isEqualTo(
            new Capabilities(
                Product.PROMETHEUS,
                Optional.of("3.5.0"),
                Dialect.PROMETHEUS_3,
                11_000,
                EnumSet.allOf(Feature.class),
                TestTiming.NOW));
    assertThat(
            capabilities(
                new Face(
                    "{}",
                    vector("1"),
                    "1",
                    Set.of("parse_query", "format_query", "histogram_count"))))
        .isEqualTo(
            new Capabilities(
                Product.VICTORIA_METRICS,
                Optional.empty(),
                Dialect.PROMETHEUS_3,
                30_000,
                EnumSet.of(Feature.RULES),
                TestTiming.NOW));
    assertThat(capabilities(new Face(version("0.34.1"), SCALAR, "2", Set.of())).product())
        .isEqualTo(Product.THANOS);
    assertThat(
            capabilities(
                    new Face(
                        "{\"application\":\"Grafana Mimir\",\"version\":\"2.10.0\"}",
                        SCALAR,
                        "2",
                        Set.of()))
                .product())
        .isEqualTo(Product.MIMIR);
    assertThat(
            capabilities(
                    new Face(
                        "{\"application\":\"Lampas\",\"version\":\"0.1.0\"}",
                        SCALAR,
                        "1",
                        Set.of()))
                .product())
        .isEqualTo(Product.LAMPAS);
    assertThat(
            capabilities(new Face(version("x"), SCALAR, "1", Set.of("status/buildinfo"))).product())
        .isEqualTo(Product.UNKNOWN);
  }

  @Test
  void theyAreKeptForFiveMinutes() {
    try (ScriptedBackend backend = backend(new Face(version("3.5.0"), SCALAR, "1", Set.of()))) {
      PrometheusClient client = client(backend);
      Capabilities first = client.capabilities();
      int asked = backend.requests().size();
      timing.pass(Duration.ofMinutes(5).minusNanos(1));
      assertThat(client.capabilities()).isSameAs(first);
      assertThat(backend.requests()).hasSize(asked);
      timing.pass(Duration.ofNanos(1));
      assertThat(client.capabilities().foundAt()).isEqualTo(TestTiming.NOW.plusSeconds(300));
      assertThat(backend.requests()).hasSize(2 * asked);
    }
  }

  @Test
  void aBackendThatDoesNotAnswerIsAFailureAndIsNotKept() {
    AtomicInteger asked = new AtomicInteger();
    Face face = new Face(version("3.5.0"), SCALAR, "1", Set.of());
    try (ScriptedBackend backend =
        ScriptedBackend.speaking((exchange, query) -> {
          if (asked.incrementAndGet() == 5) {
            ScriptedBackend.send(exchange, 500, "text/plain", "no");
          } else {
            face.answer(exchange, query);
          }
        })) {
      PrometheusClient client = client(backend);
      RequestException failed = catchThrowableOfType(RequestException.class, client::capabilities);

      assertThat(failed.failure()).isEqualTo(new ClientFailure.Refused(500, "internal", "no"));
      assertThat(client.capabilities().features())
          .isEqualTo(Set.copyOf(EnumSet.allOf(Feature.class)));
    }
  }

  @Test
  void missingCredentialsAreNoMissingFeature() {
    try (ScriptedBackend backend =
        ScriptedBackend.answering(
            exchange -> ScriptedBackend.send(exchange, 401, "text/plain", "who are you"))) {
      RequestException failed =
          catchThrowableOfType(RequestException.class, () -> client(backend).capabilities());
      assertThat(failed.failure())
          .isEqualTo(new ClientFailure.Refused(401, "other", "who are you"));
    }
  }
}
