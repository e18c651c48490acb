package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.client.http.ConcurrencySettings;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final String NAMES = "{\"status\":\"success\",\"data\":[\"a\"]}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final ScriptedBackend backend =
      ScriptedBackend.answering(exchange -> {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
          go.await();
        } catch (InterruptedException stopped) {
          throw new IOException(stopped);
        } finally {
          now.decrementAndGet();
        }
        ScriptedBackend.send(exchange, 200, "application/json", NAMES);
      });

  @AfterEach
  void close() {
    go.countDown();
    backend.close();
    http.shutdownNow();
  }

  private PrometheusClient client(ConcurrencySettings concurrency, Duration timeout) {
    return PrometheusClient.of(
        http,
        backend.uri(),
        ClientSettings.defaults().withConcurrency(concurrency).withTimeout(timeout));
  }

  private static RequestException failure(PrometheusClient client) {
    return catchThrowableOfType(RequestException.class, () -> client.labelNames(SeriesScope.all()));
  }

  @Test
  void noMoreCallsThanAllowedAreInFlightAndTheRestWaitsOrIsRefused() throws Exception {
    PrometheusClient client = client(new ConcurrencySettings(2, 3), Duration.ofMinutes(1));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> answers = new ArrayList<>();
      AtomicInteger refused = new AtomicInteger();
      CountDownLatch oneRefused = new CountDownLatch(1);
      for (int i = 0; i < 6; i++) {
        answers.add(
            threads.submit(() -> {
              try {
                return client.labelNames(SeriesScope.all());
              } catch (RequestException busy) {
                assertThat(busy.failure()).isEqualTo(new ClientFailure.Busy(2, 3));
                assertThat(busy.kind()).isEqualTo(ErrorKind.LIMIT);
                assertThat(busy).hasMessage("calls: 2 in flight and 3 waiting (expected: fewer)");
                refused.incrementAndGet();
                oneRefused.countDown();
                return List.of();
              }
            }));
      }
      oneRefused.await();
      while (now.get() < 2) {
        Thread.onSpinWait();
      }
      go.countDown();
      List<String> all = new ArrayList<>();
      for (Future<List<String>> answer : answers) {
        all.addAll(answer.get());
      }
      assertThat(all).hasSize(5);
      assertThat(refused.get()).isEqualTo(1);
      assertThat(most.get()).isEqualTo(2);
      assertThat(client.labelNames(SeriesScope.all())).containsExactly("a");
    }
  }

  @Test
  void theTimeOfWaitingForATurnCounts() throws Exception {
    PrometheusClient client = client(new ConcurrencySettings(1, 1), Duration.ofMillis(600));
    Thread first = Thread.startVirtualThread(() -> failure(client));
    while (now.get() == 0) {
      Thread.onSpinWait();
    }
    assertThat(failure(client).failure()).isInstanceOf(ClientFailure.TimedOut.class);
    first.join();
    assertThat(backend.requests().size()).isLessThanOrEqualTo(2);
  }
}
