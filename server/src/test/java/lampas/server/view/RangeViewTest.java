package lampas.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import lampas.client.QueryTime;
import lampas.model.result.QueryAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeViewTest {
  private static final String[] GOOD = {"query", "up", "start", "540", "end", "600"};

  @Test
  void aRangeIsAnsweredWithAStepOfFifteenSeconds() {
    FixtureBackend backend = FixtureBackend.of("up{job=\"api\"} 1x40", "up{job=\"db\"} 0x40");
    try (RunningView view = RunningView.over(backend)) {
      RunningView.Answer answer = view.get("query_range", GOOD);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              """
              {"status":"success","data":{"resultType":"matrix","result":[\
              {"metric":{"__name__":"up","job":"api"},"values":\
              [[540,"1"],[555,"1"],[570,"1"],[585,"1"],[600,"1"]]},\
              {"metric":{"__name__":"up","job":"db"},"values":\
              [[540,"0"],[555,"0"],[570,"0"],[585,"0"],[600,"0"]]}]}}\
              """);
    }
  }

  @Test
  void timesAndStepsComeInEitherNotation() {
    FixtureBackend backend = FixtureBackend.of("up 1x40");
    try (RunningView view = RunningView.over(backend)) {
      view.get(
          "query_range",
          "query",
          "up",
          "start",
          "1970-01-01T00:09:00.5Z",
          "end",
          "600.25",
          "step",
          "1m30s");
      view.get("query_range", "query", "up", "start", "0", "end", "1", "step", "0.5");
    }
    assertThat(backend.queries())
        .extracting(query -> query.time())
        .containsExactly(
            new QueryTime.Range(
                Instant.ofEpochMilli(540_500),
                Instant.ofEpochMilli(600_250),
                Duration.ofSeconds(90)),
            new QueryTime.Range(Instant.EPOCH, Instant.ofEpochSecond(1), Duration.ofMillis(500)));
    assertThat(backend.queries().getFirst().timeout()).contains(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|0|1|15s|query: missing (expected: a value)",
        "up|''|1|15s|start: missing (expected: a value)",
        "up|0|''|15s|end: missing (expected: a value)",
        "up|x|1|15s|start: \"x\" (expected: Unix seconds or RFC 3339, such as"
            + " 2026-01-02T03:04:05Z)",
        "up|NaN|1|15s|start: \"NaN\" (expected: Unix seconds or RFC 3339, such as"
            + " 2026-01-02T03:04:05Z)",
        "up|2|1|15s|end: 1970-01-01T00:00:01Z (expected: not before the start,"
            + " 1970-01-01T00:00:02Z)",
        "up|0|1|0|step: \"0\" (expected: a duration above zero, such as 15s)",
        "up|0|1|-5|step: \"-5\" (expected: a duration above zero, such as 15s)",
        "up|0|1|5m;up|step: \"5m;up\" (expected: a duration above zero, such as 15s)",
        "up|0|999999999|1d|range: 11574d1h46m39s (expected: at most 31d)",
        "up|0|86400|1s|step: 1s makes 86401 points a series (expected: at most 11000)",
      })
  void whatIsWrongIsSaid(String query, String start, String end, String step, String message) {
    FixtureBackend backend = FixtureBackend.of();
    try (RunningView view = RunningView.over(backend)) {
      RunningView.Answer answer =
          view.get("query_range", "query", query, "start", start, "end", end, "step", step);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error()).isEqualTo("bad_data " + message);
    }
    assertThat(backend.queries()).isEmpty();
  }

  @Test
  void aQueryHasALongestLength() {
    try (RunningView view = RunningView.over(FixtureBackend.of())) {
      RunningView.Answer answer =
          view.get("query_range", "query", "x".repeat(10_001), "start", "0", "end", "1");

      assertThat(answer.error())
          .isEqualTo("bad_data query: 10001 characters (expected: at most 10000)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 422, 429})
  void aRefusalOfTheBackendIsPassedOnWithItsType(int status) {
    try (Upstream upstream =
            Upstream.answering(
                status,
                """
                {"status":"error","errorType":"execution","error":"too many samples"}\
                """);
        RunningView view = upstream.view()) {
      RunningView.Answer answer = view.get("query_range", GOOD);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.error()).isEqualTo("execution too many samples");
    }
  }

  @Test
  void anAddressInARefusalIsNotPassedOn() {
    try (Upstream upstream = Upstream.answering(exchange -> {});
        Upstream refusing =
            Upstream.answering(
                400,
                """
                {"status":"error","errorType":"bad_data",\
                "error":"at http://127.0.0.1:1/x and %s of user:secret@"}\
                """
                    .formatted(upstream.uri().getAuthority()));
        RunningView view =
            refusing.view(
                ViewSettings.defaults()
                    .withBackend(
                        URI.create("http://user:secret@" + upstream.uri().getAuthority())))) {
      assertThat(view.get("query_range", GOOD).error())
          .isEqualTo("bad_data at [address] and [address] of user:secret@");
    }
  }

  @Test
  void aFailureOfTheBackendIsUnavailabilityAndSaysNothingMore() {
    try (Upstream upstream =
            Upstream.answering(
                500,
                """
                {"status":"error","errorType":"internal","error":"disk of host db-7 is full"}\
                """);
        RunningView view = upstream.view()) {
      RunningView.Answer answer = view.get("query_range", GOOD);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error())
          .isEqualTo("unavailable metrics backend: failed with status 500 (expected: an answer)");
    }
  }

  @Test
  void aBackendThatIsDownIsUnavailabilityWithoutItsAddress() {
    Upstream upstream = Upstream.answering(exchange -> {});
    URI gone = upstream.uri();
    try (RunningView view = upstream.view()) {
      upstream.close();
      for (String path : List.of("query_range", "services", "cpu", "latency", "tasks")) {
        RunningView.Answer answer = view.get(path, GOOD);

        assertThat(answer.status()).as(path).isEqualTo(503);
        assertThat(answer.error()).startsWith("unavailable ");
        assertThat(answer.body()).doesNotContain(gone.getAuthority()).doesNotContain("127.0.0.1");
      }
    }
  }

  @Test
  void aPageThatIsNoAnswerIsUnavailability() {
    try (Upstream upstream =
            Upstream.answering(exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/html");
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("<h1>login</h1>".getBytes(StandardCharsets.UTF_8));
              exchange.close();
            });
        RunningView view = upstream.view()) {
      assertThat(view.get("query_range", GOOD).status()).isEqualTo(503);
      assertThat(view.get("services").status()).isEqualTo(503);
    }
  }

  @Test
  void aBackendThatDoesNotAnswerInTimeIsUnavailability() {
    CountDownLatch over = new CountDownLatch(1);
    try (Upstream upstream =
            Upstream.answering(exchange -> {
              try {
                over.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
        RunningView view =
            upstream.view(
                upstream.settings().withTimeouts(Duration.ofMillis(50), Duration.ofMillis(50)))) {
      RunningView.Answer answer = view.get("query_range", GOOD);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error())
          .isEqualTo("timeout metrics backend: no answer (expected: within 50 ms)");
      assertThat(view.get("health").status()).isEqualTo(503);
      over.countDown();
    }
  }

  @Test
  void whatTheBackendRemarksIsPassedOn() {
    FixtureBackend backend =
        FixtureBackend.of("up 1x40")
            .changing(answer ->
                new QueryAnswer(
                    answer.result(),
                    List.of("one shard is away"),
                    List.of(),
                    List.of(),
                    true,
                    answer.cost()));
    try (RunningView view = RunningView.over(backend)) {
      assertThat(view.get("query_range", GOOD).body())
          .endsWith("\"warnings\":[\"one shard is away\"],\"isPartial\":true}");
      assertThat(view.get("cpu").body())
          .endsWith("\"warnings\":[\"one shard is away\"],\"isPartial\":true}");
      assertThat(view.get("health").json().get("status").asString()).isEqualTo("degraded");
    }
  }
}
