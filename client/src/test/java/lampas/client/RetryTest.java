package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.client.http.RetrySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is sent again, when, and what never is. */
class RetryTest {
  private static final String NAMES = "{\"status\":\"success\",\"data\":[\"a\"]}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final TestTiming timing = new TestTiming(0.5);

  @AfterEach
  void closeHttp() {
    http.shutdownNow();
  }

  private PrometheusClient client(URI base) {
    return client(base, ClientSettings.defaults());
  }

  private PrometheusClient client(URI base, ClientSettings settings) {
    return PrometheusClient.of(http, base, settings, timing.timing());
  }

  private static RequestException failure(PrometheusClient client) {
    return catchThrowableOfType(RequestException.class, () -> client.labelNames(SeriesScope.all()));
  }

  /** Fails so many times, then answers. */
  private static ScriptedBackend failing(int times, ScriptedBackend.Script failure) {
    AtomicInteger left = new AtomicInteger(times);
    return ScriptedBackend.answering(exchange -> {
      if (left.getAndDecrement() > 0) {
        failure.answer(exchange);
      } else {
        ScriptedBackend.send(exchange, 200, "application/json", NAMES);
      }
    });
  }

  private static ScriptedBackend.Script text(int status) {
    return exchange -> ScriptedBackend.send(exchange, status, "text/plain", "no\n");
  }

  private static void json(HttpExchange exchange, int status, String type) throws IOException {
    ScriptedBackend.send(
        exchange,
        status,
        "application/json",
        "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"e\"}".formatted(type));
  }

  @Test
  void aBackendThatIsNotWellForAMomentIsAskedAgain() {
    for (int status : List.of(429, 502, 503, 504)) {
      try (ScriptedBackend backend = failing(2, text(status))) {
        assertThat(client(backend.uri()).labelNames(SeriesScope.all())).containsExactly("a");
        assertThat(backend.requests()).as("status %s", status).hasSize(3);
      }
    }
    assertThat(timing.pauses().subList(0, 2))
        .containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
  }

  @Test
  void otherErrorsAreNotAskedForAgain() {
    for (int status : List.of(400, 401, 403, 404, 422, 500, 501)) {
      try (ScriptedBackend backend = failing(9, text(status))) {
        assertThat(failure(client(backend.uri())).failure())
            .isInstanceOfSatisfying(
                ClientFailure.Refused.class,
                refused -> assertThat(refused.status()).isEqualTo(status));
        assertThat(backend.requests()).as("status %s", status).hasSize(1);
      }
    }
  }

  @Test
  void aQueryThatIsTooSlowForTheBackendIsNotSentAgain() {
    for (String type : List.of("timeout", "canceled", "execution")) {
      try (ScriptedBackend backend = failing(9, exchange -> json(exchange, 503, type))) {
        assertThat(failure(client(backend.uri())).failure())
            .isEqualTo(new ClientFailure.Refused(503, type, "e"));
        assertThat(backend.requests()).as(type).hasSize(1);
      }
    }
    try (ScriptedBackend backend = failing(1, exchange -> json(exchange, 503, "unavailable"))) {
      assertThat(client(backend.uri()).labelNames(SeriesScope.all())).containsExactly("a");
    }
  }

  @Test
  void afterTheLastAttemptTheFailureIsTold() {
    try (ScriptedBackend backend = failing(9, text(503))) {
      assertThat(failure(client(backend.uri())).failure())
          .isEqualTo(new ClientFailure.Refused(503, "unavailable", "no"));
      assertThat(backend.requests()).hasSize(3);
    }
  }

  @Test
  void theBackendSaysWhenToComeBack() {
    ScriptedBackend.Script busy =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "7");
          ScriptedBackend.send(exchange, 429, "text/plain", "busy");
        };
    try (ScriptedBackend backend = failing(1, busy)) {
      assertThat(client(backend.uri()).labelNames(SeriesScope.all())).containsExactly("a");
      assertThat(timing.pauses()).containsExactly(Duration.ofSeconds(7));
    }
    try (ScriptedBackend backend = failing(1, busy)) {
      ClientSettings hurry = ClientSettings.defaults().withTimeout(Duration.ofSeconds(5));
      RequestException failed = failure(client(backend.uri(), hurry));

      assertThat(failed.retryAfter()).contains(Duration.ofSeconds(7));
      assertThat(failed.failure())
          .isEqualTo(new ClientFailure.Refused(429, "too_many_requests", "busy"));
      assertThat(backend.requests()).hasSize(1);
    }
  }

  @Test
  void theBudgetIsThatOfAllCallsTogether() {
    ClientSettings settings =
        ClientSettings.defaults().withRetries(RetrySettings.defaults().withBudget(3, 0));
    try (ScriptedBackend backend = failing(99, text(503))) {
      PrometheusClient client = client(backend.uri(), settings);
      for (int i = 0; i < 4; i++) {
        failure(client);
      }
      assertThat(backend.requests()).hasSize(4 + 3);
    }
  }

  @Test
  void anOrderIsSentOnce() {
    try (ScriptedBackend backend = failing(9, text(503))) {
      AdminClient admin = client(backend.uri()).admin(AdminAccess.ALLOWED);
      RequestException failed = catchThrowableOfType(RequestException.class, admin::snapshot);

      assertThat(failed.failure()).isEqualTo(new ClientFailure.Refused(503, "unavailable", "no"));
      assertThat(backend.requests()).containsExactly("POST /api/v1/admin/tsdb/snapshot");
    }
  }

  @Test
  void aConnectionThatEndsBeforeTheAnswerIsMadeAgain() throws Exception {
    AtomicInteger accepted = new AtomicInteger();
    Thread closing;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      closing = Thread.startVirtualThread(() -> resetAll(server, accepted));
      RequestException failed =
          failure(client(URI.create("http://127.0.0.1:" + server.getLocalPort())));

      assertThat(failed.failure())
          .isEqualTo(new ClientFailure.Unreachable("the connection ended before an answer"));
      assertThat(timing.pauses()).hasSize(2);
      assertThat(accepted.get()).isGreaterThanOrEqualTo(3);
    }
    closing.join();
  }

  private static void resetAll(ServerSocket server, AtomicInteger accepted) {
    try {
      for (; ; ) {
        try (Socket socket = server.accept()) {
          accepted.incrementAndGet();
          socket.getInputStream().read();
          socket.setSoLinger(true, 0);
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  @Test
  void anAnswerThatBreaksOffIsNotAskedForAgain() {
    try (ScriptedBackend backend =
        failing(
            9,
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, 1000);
              exchange.getResponseBody().write('{');
              exchange.getResponseBody().flush();
              throw new IOException("the backend dies here");
            })) {
      assertThat(failure(client(backend.uri())).failure())
          .isEqualTo(new ClientFailure.Unreachable("the connection broke within the answer"));
      assertThat(backend.requests()).hasSize(1);
    }
  }

  @Test
  void anInterruptEndsThePauseBeforeTheNextAttempt() {
    try (ScriptedBackend backend = failing(9, text(503))) {
      PrometheusClient client =
          PrometheusClient.of(
              http,
              backend.uri(),
              ClientSettings.defaults(),
              new lampas.client.http.Timing(
                  () -> 0,
                  () -> TestTiming.NOW,
                  () -> 0.5,
                  pause -> {
                    throw new InterruptedException();
                  }));
      RequestException failed = failure(client);

      assertThat(failed.failure()).isEqualTo(new ClientFailure.Interrupted());
      assertThat(Thread.interrupted()).isTrue();
      assertThat(backend.requests()).hasSize(1);
    }
  }
}
