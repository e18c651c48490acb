package lampas.client.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.RequestException;
import lampas.client.SeriesScope;
import lampas.client.http.ConcurrencySettings;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import org.junit.jupiter.api.Test;

class AsyncClientTest {
  private static final QueryAnswer ANSWER = QueryAnswer.of(new QueryResult.Scalar(1, 2));

  /** Answers when it is let go, and counts. */
  private static final class SlowBackend implements Backend {
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();

    @Override
    public QueryAnswer query(Query query) {
      begun.incrementAndGet();
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      try {
        go.await();
        return ANSWER;
      } catch (InterruptedException stopped) {
        interrupted.incrementAndGet();
        Thread.currentThread().interrupt();
        throw new RequestException(new ClientFailure.Interrupted(), stopped);
      } finally {
        now.decrementAndGet();
      }
    }

    @Override
    public List<Labels> series(SeriesScope scope) {
      return List.of(Labels.of("a", "b"));
    }

    @Override
    public List<String> labelNames(SeriesScope scope) {
      return List.of("a");
    }

    @Override
    public List<String> labelValues(String name, SeriesScope scope) {
      throw new RequestException(new ClientFailure.Unreachable("not reachable"));
    }
  }

  private final SlowBackend backend = new SlowBackend();

  private static void await(AtomicInteger number, int value) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (number.get() != value) {
      assertThat(System.nanoTime()).as("too late").isLessThan(limit);
      Thread.onSpinWait();
    }
  }

  @Test
  void everyQuestionOfABackendHasAFuture() throws Exception {
    backend.go.countDown();
    try (AsyncClient<SlowBackend> client = AsyncClient.of(backend)) {
      assertThat(client.query(Query.instant("x")).get()).isEqualTo(ANSWER);
      assertThat(client.series(SeriesScope.all()).get()).containsExactly(Labels.of("a", "b"));
      assertThat(client.labelNames(SeriesScope.all()).get()).containsExactly("a");
      assertThat(client.ask(slow -> slow.begun.get()).get()).isEqualTo(1);
      assertThatThrownBy(() -> client.labelValues("a", SeriesScope.all()).join())
          .isInstanceOf(CompletionException.class)
          .hasCause(new RequestException(new ClientFailure.Unreachable("not reachable")));
    }
  }

  @Test
  void whoseFutureIsCancelledOrTooLateIsInterrupted() {
    try (AsyncClient<SlowBackend> client = AsyncClient.of(backend)) {
      CompletableFuture<QueryAnswer> cancelled = client.query(Query.instant("x"));
      await(backend.now, 1);
      assertThat(cancelled.cancel(false)).isTrue();
      await(backend.interrupted, 1);
      assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);

      CompletableFuture<QueryAnswer> late =
          client.query(Query.instant("x")).orTimeout(1, TimeUnit.MILLISECONDS);
      assertThatThrownBy(late::get).hasCauseInstanceOf(TimeoutException.class);
      await(backend.now, 0);

      backend.go.countDown();
      assertThat(client.query(Query.instant("x")).join()).isEqualTo(ANSWER);
    }
  }

  @Test
  void whatFollowsOnAnAnswerIsNotInterrupted() {
    backend.go.countDown();
    try (AsyncClient<SlowBackend> client = AsyncClient.of(backend)) {
      for (int i = 0; i < 200; i++) {
        CompletableFuture<Boolean> interrupted =
            client
                .query(Query.instant("x"))
                .thenApply(answer -> Thread.currentThread().isInterrupted());
        assertThat(interrupted.join()).isFalse();
      }
    }
  }

  @Test
  void noMoreThanAllowedRunAndNoMoreThanAllowedWait() {
    try (AsyncClient<SlowBackend> client = AsyncClient.of(backend, new ConcurrencySettings(2, 3))) {
      List<CompletableFuture<QueryAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        answers.add(client.query(Query.instant("x")));
      }
      await(backend.now, 2);
      AtomicInteger refused = new AtomicInteger();
      for (int i = 0; i < 4; i++) {
        answers.add(
            client
                .query(Query.instant("x"))
                .exceptionally(busy -> {
                  assertThat(((RequestException) busy).failure())
                      .isEqualTo(new ClientFailure.Busy(2, 3));
                  refused.incrementAndGet();
                  return ANSWER;
                }));
      }
      await(refused, 1);
      backend.go.countDown();
      answers.forEach(answer -> assertThat(answer.join()).isEqualTo(ANSWER));
      assertThat(backend.most.get()).isEqualTo(2);
      assertThat(backend.begun.get()).isEqualTo(5);
    }
  }

  @Test
  void closingEndsWhatIsInFlight() {
    CompletableFuture<QueryAnswer> answer;
    AsyncClient<SlowBackend> client = AsyncClient.of(backend);
    answer = client.query(Query.instant("x"));
    await(backend.now, 1);
    client.close();

    assertThat(answer).failsWithin(Duration.ZERO);
    assertThat(backend.interrupted.get()).isEqualTo(1);
    assertThat(client.query(Query.instant("x")))
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RequestException.class);
  }
}
