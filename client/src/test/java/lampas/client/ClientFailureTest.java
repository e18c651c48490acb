package lampas.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that can be wrong with a backend, each its typed failure. */
class ClientFailureTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeHttp() {
    http.shutdownNow();
  }

  private RequestException failureOf(ScriptedBackend backend) {
    return failureOf(backend, ClientSettings.defaults());
  }

  private RequestException failureOf(ScriptedBackend backend, ClientSettings settings) {
    try (backend) {
      PrometheusClient client = PrometheusClient.of(http, backend.uri(), settings);
      RequestException failed =
          catchThrowableOfType(RequestException.class, () -> client.query(Query.instant("up")));
      String port = String.valueOf(backend.uri().getPort());
      assertThat(failed.getMessage()).doesNotContain("127.0.0.1").doesNotContain(port);
      return failed;
    }
  }

  private RequestException failureOf(String json) {
    return failureOf(ScriptedBackend.answering(200, json));
  }

  @Test
  void anErrorHasPrometheusTypeAndMessage() {
    RequestException failed =
        failureOf(
            ScriptedBackend.answering(
                400,
                """
                {"status":"error","errorType":"bad_data","error":"1:1: parse error: no"}\
                """));

    assertThat(failed.failure())
        .isEqualTo(new ClientFailure.Refused(400, "bad_data", "1:1: parse error: no"));
    assertThat(failed).hasMessage("bad_data: 1:1: parse error: no");
    assertThat(failed.kind()).isEqualTo(ErrorKind.USER);
  }

  @Test
  void theKindOfARefusalFollowsTheStatus() {
    String error = "{\"status\":\"error\",\"errorType\":\"422\",\"error\":\"e\"}";
    assertThat(failureOf(ScriptedBackend.answering(422, error)).kind()).isEqualTo(ErrorKind.USER);
    assertThat(failureOf(ScriptedBackend.answering(429, error)).kind()).isEqualTo(ErrorKind.LIMIT);
    assertThat(failureOf(ScriptedBackend.answering(503, error)).kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void aPageOfHtmlIsUnreadable() {
    RequestException failed =
        failureOf(
            ScriptedBackend.answering(
                exchange -> ScriptedBackend.send(exchange, 500, "text/html", "<h1>oh</h1>")));

    assertThat(failed.failure()).isEqualTo(new ClientFailure.Unreadable(500, "text/html"));
    assertThat(failed)
        .hasMessage("answer: status 500, text/html (expected: JSON of Prometheus's HTTP API)");
  }

  @Test
  void jsonOfAnotherShapeIsUnreadableAndSaysWhere() {
    assertThat(failureOf("[]").failure())
        .isEqualTo(new ClientFailure.Unreadable(200, "byte 0: '[' (expected: an object)"));
    assertThat(failureOf("{}").failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 2: no status in the answer (expected: success or error)"));
    assertThat(failureOf("{\"status\":\"success\"}").failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 20: no data in the answer (expected: a result)"));
    assertThat(
            failureOf(
                    """
                    {"status":"success","data":{"resultType":"vector","result":[
                     {"metric":{"a":1},"value":[1,"2"]}]}}\
                    """)
                .failure())
        .isEqualTo(new ClientFailure.Unreadable(200, "byte 77: '1' (expected: a label's value)"));
  }

  @Test
  void resultsThatContradictThemselvesAreUnreadable() {
    assertThat(failureOf(result("vector", "{\"metric\":{},\"values\":[]}")).failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 85: a result that is no vector (expected: one)"));
    assertThat(failureOf(result("vector", "{\"metric\":{}}")).failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 73: a result that is no vector (expected: one)"));
    assertThat(failureOf(result("matrix", "1,\"2\"")).failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 66: a result that is no matrix (expected: one)"));
    assertThat(failureOf(result("streams", "")).failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200,
                "byte 41: resultType \"streams\" (expected: vector, matrix, scalar or string)"));
    assertThat(failureOf(result("scalar", "1,\"abc\"")).failure())
        .isEqualTo(
            new ClientFailure.Unreadable(200, "byte 62: value \"abc\" (expected: a number)"));
    assertThat(failureOf(result("scalar", "1,\"2\",3")).failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 65: a third part in a pair (expected: time and value)"));
  }

  @Test
  void anUnfinishedNativeHistogramIsUnreadable() {
    assertThat(
            failureOf(result("vector", "{\"metric\":{},\"histogram\":[1,{\"count\":\"1\"}]}"))
                .failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 89: a histogram without count or sum (expected: both)"));
  }

  private static String result(String type, String inside) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":[%s]}}"
        .formatted(type, inside);
  }

  @Test
  void malformedJsonIsUnreadable() {
    assertThat(failureOf("{\"status\": success}").failure())
        .isEqualTo(new ClientFailure.Unreadable(200, "byte 11: 's' (expected: a status)"));
    assertThat(failureOf("{\"status\":\"success\",\"data\":{\"resultType\":\"vec").failure())
        .isEqualTo(
            new ClientFailure.Unreadable(
                200, "byte 45: the end within a text (expected: a quote)"));
    assertThat(failureOf("").failure()).isInstanceOf(ClientFailure.Unreadable.class);
    assertThat(failureOf("[".repeat(100_000)).failure())
        .isInstanceOf(ClientFailure.Unreadable.class);
  }

  @Test
  void anAnswerThatBreaksOffIsUnreachable() {
    RequestException failed =
        failureOf(
            ScriptedBackend.answering(exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write("{\"status\":\"suc".getBytes(UTF_8));
              exchange.getResponseBody().flush();
              throw new IOException("the backend dies here");
            }));

    assertThat(failed.failure())
        .isEqualTo(new ClientFailure.Unreachable("the connection broke within the answer"));
    assertThat(failed.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
  }

  @Test
  void aBackendThatNeverAnswersTimesOut() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    RequestException failed =
        failureOf(
            ScriptedBackend.answering(exchange -> await(done)),
            ClientSettings.defaults().withTimeout(Duration.ofMillis(200)));
    done.countDown();

    assertThat(failed.failure()).isEqualTo(new ClientFailure.TimedOut(Duration.ofMillis(200)));
    assertThat(failed).hasMessage("backend: no complete answer (expected: within 200 ms)");
  }

  @Test
  void aBackendThatStopsWithinItsAnswerTimesOut() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    RequestException failed =
        failureOf(
            ScriptedBackend.answering(exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("{\"status\":\"suc".getBytes(UTF_8));
              exchange.getResponseBody().flush();
              await(done);
            }),
            ClientSettings.defaults().withTimeout(Duration.ofMillis(300)));
    done.countDown();

    assertThat(failed.failure()).isEqualTo(new ClientFailure.TimedOut(Duration.ofMillis(300)));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    RequestException failed =
        failureOf(
            ScriptedBackend.answering(exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              out.write("{\"status\":\"success\",\"warnings\":[".getBytes(UTF_8));
              for (; ; ) {
                out.write("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",".getBytes(UTF_8));
              }
            }),
            ClientSettings.defaults().withMaximumAnswerBytes(1_000_000));

    assertThat(failed.failure()).isEqualTo(new ClientFailure.TooLarge(1_000_000));
    assertThat(failed).hasMessage("answer: larger than expected (expected: at most 1000000 bytes)");
    assertThat(failed.kind()).isEqualTo(ErrorKind.LIMIT);
  }

  @Test
  void nobodyListeningIsUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    PrometheusClient client = PrometheusClient.of(http, URI.create("http://127.0.0.1:" + port));

    RequestException failed =
        catchThrowableOfType(RequestException.class, () -> client.labelNames(SeriesScope.all()));

    assertThat(failed.failure()).isEqualTo(new ClientFailure.Unreachable("not reachable"));
    assertThat(failed).hasMessage("backend: not reachable");
  }

  @Test
  void anInterruptEndsTheCallAndStaysVisible() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    RequestException[] failed = new RequestException[1];
    boolean[] interrupted = new boolean[1];
    try (ScriptedBackend backend =
        ScriptedBackend.answering(exchange -> {
          asked.countDown();
          await(done);
        })) {
      PrometheusClient client = PrometheusClient.of(http, backend.uri());
      Thread caller =
          Thread.startVirtualThread(() -> {
            failed[0] =
                catchThrowableOfType(
                    RequestException.class, () -> client.query(Query.instant("up")));
            interrupted[0] = Thread.currentThread().isInterrupted();
          });
      asked.await();
      caller.interrupt();
      caller.join();
      done.countDown();
    }
    assertThat(failed[0].failure()).isEqualTo(new ClientFailure.Interrupted());
    assertThat(interrupted[0]).isTrue();
  }
}
