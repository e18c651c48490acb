package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import lampas.client.http.BreakerSettings;
import lampas.client.http.RetrySettings;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private static final String NAMES = "{\"status\":\"success\",\"data\":[\"a\"]}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger status = new AtomicInteger(200);
  private final ScriptedBackend backend =
      ScriptedBackend.answering(exchange -> {
        int now = status.get();
        if (now == 200) {
          ScriptedBackend.send(exchange, 200, "application/json", NAMES);
        } else {
          ScriptedBackend.send(exchange, now, "text/plain", "no");
        }
      });

  @AfterEach
  void close() {
    backend.close();
    http.shutdownNow();
  }

  private PrometheusClient client(BreakerSettings breaker) {
    return PrometheusClient.of(
        http,
        backend.uri(),
        ClientSettings.defaults().withRetries(RetrySettings.never()).withBreaker(breaker));
  }

  private static RequestException failure(PrometheusClient client) {
    return catchThrowableOfType(RequestException.class, () -> client.labelNames(SeriesScope.all()));
  }

  @Test
  void aBackendThatFailsTooOftenIsLeftAloneAndTriedAgainLater() {
    PrometheusClient client = client(new BreakerSettings(3, 3, Duration.ofMillis(500)));
    status.set(500);
    for (int i = 0; i < 3; i++) {
      assertThat(failure(client).failure())
          .isEqualTo(new ClientFailure.Refused(500, "internal", "no"));
    }
    RequestException suspended = failure(client);
    assertThat(suspended.failure()).isInstanceOf(ClientFailure.Suspended.class);
    assertThat(suspended.kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(suspended).hasMessageStartingWith("backend: failed too often, asked again in ");
    assertThat(backend.requests()).hasSize(3);

    status.set(200);
    long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (failure(client) != null && System.nanoTime() < limit) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    assertThat(client.labelNames(SeriesScope.all())).containsExactly("a");
  }

  @Test
  void whatIsTheCallersFaultDoesNotOpenIt() {
    PrometheusClient client = client(new BreakerSettings(2, 2, Duration.ofMinutes(1)));
    for (int refused : new int[] {400, 404, 422, 429, 400, 401}) {
      status.set(refused);
      assertThat(failure(client).failure())
          .isInstanceOfSatisfying(
              ClientFailure.Refused.class,
              answer -> assertThat(answer.status()).isEqualTo(refused));
    }
    status.set(200);
    assertThat(client.labelNames(SeriesScope.all())).containsExactly("a");
  }

  @Test
  void whatOpensItBetweenTwoAttemptsIsWhatTheCallerHears() {
    PrometheusClient client =
        PrometheusClient.of(
            http,
            backend.uri(),
            ClientSettings.defaults().withBreaker(new BreakerSettings(1, 1, Duration.ofMinutes(1))),
            new TestTiming(0).timing());
    status.set(503);

    assertThat(failure(client).failure())
        .isEqualTo(new ClientFailure.Refused(503, "unavailable", "no"));
    assertThat(failure(client).failure()).isInstanceOf(ClientFailure.Suspended.class);
    assertThat(backend.requests()).hasSize(1);
  }
}
