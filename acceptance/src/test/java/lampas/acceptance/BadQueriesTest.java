package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions that no server should survive badly: each gets its clear error. */
class BadQueriesTest {
  @TempDir private static Path folder;
  private static Peer lampas;

  @BeforeAll
  static void start() throws IOException {
    lampas = Peer.lampasServer(folder, "scrape_configs: []\n");
  }

  @AfterAll
  static void stop() {
    lampas.close();
  }

  @AfterEach
  void theServerStillAnswers() {
    assertThat(Http.get(lampas.address().resolve("/-/healthy")).status()).isEqualTo(200);
    assertThat(
            Http.post(lampas.address(), "/api/v1/query", Map.of("query", "1 + 1"))
                .json()
                .at("/data/result/1")
                .asString())
        .isEqualTo("2");
  }

  @Test
  void aQueryOfTenMegabytes() {
    Http.Answer answer = query("up + ".repeat(2_000_000) + "up");

    assertThat(answer.status()).isIn(400, 413);
    assertThat(answer.json().get("status").asString()).isEqualTo("error");
    assertThat(answer.json().get("error").asString()).contains("expected: at most");
  }

  @Test
  void parenthesesNestedAHundredThousandDeep() {
    assertTooDeep("(".repeat(100_000) + "up" + ")".repeat(100_000));
  }

  @Test
  void functionsNestedAHundredThousandDeep() {
    assertTooDeep("abs(".repeat(100_000) + "up" + ")".repeat(100_000));
  }

  @Test
  void signsNestedAHundredThousandDeep() {
    assertTooDeep("- ".repeat(100_000) + "up");
  }

  @Test
  void aRangeWithABillionPoints() {
    Http.Answer answer =
        Http.post(
            lampas.address(),
            "/api/v1/query_range",
            Map.of("query", "up", "start", "0", "end", "1000000000", "step", "1"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errorType").asString()).isEqualTo("bad_data");
    assertThat(answer.json().get("error").asString())
        .isEqualTo(
            "exceeded maximum resolution of 11,000 points per timeseries."
                + " Try decreasing the query resolution (?step=XX)");
  }

  @Test
  void aSubqueryWithABillionPoints() {
    Http.Answer answer = query("sum_over_time(vector(1)[1000000000s:1s])");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("error").asString()).contains("too many samples");
  }

  @Test
  void manyAtOnce() {
    AtomicInteger refusedWell = new AtomicInteger();
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> {
          Http.Answer answer = query("sum(" + "up{".repeat(i % 7 + 1));
          if (answer.status() == 400
              && answer.json().get("errorType").asString().equals("bad_data")) {
            refusedWell.incrementAndGet();
          }
        });

    assertThat(refusedWell).hasValue(200);
    assertThat(new Api(lampas.address()).value("vector(1)")).isEqualTo("1");
  }

  private static void assertTooDeep(String promql) {
    Http.Answer answer = query(promql);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errorType").asString()).isEqualTo("bad_data");
    assertThat(answer.json().get("error").asString())
        .contains("nesting: more than")
        .contains("expected");
  }

  private static Http.Answer query(String promql) {
    return Http.post(lampas.address(), "/api/v1/query", Map.of("query", promql));
  }
}
