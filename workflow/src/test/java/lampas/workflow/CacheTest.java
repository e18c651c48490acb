package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.workflow.policy.CacheLimits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheTest {
  private static final CacheLimits LIMITS = CacheLimits.keeping(Duration.ofMinutes(1));

  private final TestRuntime runtime = new TestRuntime();
  private final AtomicInteger work = new AtomicInteger();
  private final Lambda<Integer, Integer> step =
      Lambda.of(
          "price",
          (input, context) -> {
            work.incrementAndGet();
            return input * 10;
          });

  @AfterEach
  void noThreadIsLeft() throws Exception {
    runtime.awaitNoThreads();
    assertThat(runtime.page().nonZero("tta_abandoned_executions")).isEmpty();
  }

  @Test
  void aResultIsKeptByItsInput() throws Exception {
    Cache<Integer, Integer> cache = step.cached(LIMITS);

    assertThat(run(cache, 1)).isEqualTo(10);
    assertThat(run(cache, 1)).isEqualTo(10);
    assertThat(run(cache, 2)).isEqualTo(20);
    assertThat(work).hasValue(2);
    expectLookups("price", 1, 2);
    assertThat(runtime.executions())
        .containsExactly("cache price success 3", "lambda price success 2");
  }

  @Test
  void nullIsAHitAndSoIsAnEmptyResult() throws Exception {
    Cache<Integer, @Nullable Integer> none =
        Lambda.<Integer, @Nullable Integer>of("none", (input, context) -> null).cached(LIMITS);
    Cache<Integer, List<String>> empty =
        Lambda.<Integer, List<String>>of("empty", (input, context) -> List.of()).cached(LIMITS);

    for (int i = 0; i < 3; i++) {
      assertThat(run(none, 1)).isNull();
      assertThat(run(empty, 1)).isEmpty();
    }
    expectLookups("none", 2, 1);
    expectLookups("empty", 2, 1);
  }

  @Test
  void failuresAreNotKept() throws Exception {
    IOException failure = new IOException("for this test");
    Cache<Integer, Integer> cache = Steps.failFirst("flaky", 2, failure).cached(LIMITS);

    assertThatThrownBy(() -> run(cache, 1)).isSameAs(failure);
    assertThatThrownBy(() -> run(cache, 1)).isSameAs(failure);
    assertThat(run(cache, 1)).isEqualTo(1);
    assertThat(run(cache, 1)).isEqualTo(1);
    expectLookups("flaky", 1, 3);
    assertThat(runtime.executions())
        .containsExactly(
            "cache flaky failure 2",
            "cache flaky success 2",
            "lambda flaky failure 2",
            "lambda flaky success 1");
  }

  @Test
  void aResultGoesWhenItsTimeIsOver() throws Exception {
    FakeTime time = new FakeTime();
    Cache<Integer, Integer> cache = Cache.of(step, LIMITS, input -> input, time);

    run(cache, 1);
    time.pass(Duration.ofSeconds(59));
    run(cache, 1);
    assertThat(work).hasValue(1);
    time.pass(Duration.ofSeconds(1));
    run(cache, 1);
    assertThat(work).hasValue(2);
    expectLookups("price", 1, 2);
  }

  @Test
  void notMoreThanSoManyAreKept() throws Exception {
    Cache<Integer, Integer> cache = step.cached(LIMITS.withMaximumEntries(2));
    for (int i = 0; i < 100; i++) {
      run(cache, i);
    }
    for (int i = 0; i < 100; i++) {
      run(cache, i);
    }

    assertThat(work.get()).isBetween(198, 200);
  }

  @Test
  void theKeyIsWhatTheAuthorSays() throws Exception {
    Cache<Integer, Integer> cache = step.cached(LIMITS, input -> input < 0 ? null : input % 2);

    assertThat(run(cache, 1)).isEqualTo(10);
    assertThat(run(cache, 3)).isEqualTo(10);
    assertThat(run(cache, -1)).isEqualTo(-10);
    assertThat(run(cache, -7)).isEqualTo(-10);
    expectLookups("price", 2, 2);
  }

  @Test
  void whatIsForgottenIsWorkAgain() throws Exception {
    Cache<Integer, Integer> cache = step.cached(LIMITS);
    run(cache, 1);
    run(cache, 2);
    cache.forget(1);
    run(cache, 1);
    run(cache, 2);
    assertThat(work).hasValue(3);
    cache.forgetAll();
    run(cache, 2);
    assertThat(work).hasValue(4);
  }

  @Test
  void thoseThatAskAtOnceShareOneExecution() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    Cache<Integer, Integer> cache =
        Lambda.<Integer, Integer>of(
                "slow",
                (input, context) -> {
                  go.await();
                  return work.incrementAndGet();
                })
            .cached(LIMITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(threads.submit(() -> run(cache, 1)));
      }
      Until.holds(() -> misses("slow") == 50);
      go.countDown();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(1);
      }
    }
    expectLookups("slow", 0, 50);
    assertThat(runtime.executions())
        .containsExactly("cache slow success 50", "lambda slow success 1");
  }

  @Test
  void aFailureReachesAllWhoWait() throws Exception {
    IOException failure = new IOException("for this test");
    CountDownLatch go = new CountDownLatch(1);
    Cache<Integer, Integer> cache =
        Lambda.<Integer, Integer>of(
                "slow",
                (input, context) -> {
                  go.await();
                  throw failure;
                })
            .cached(LIMITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Throwable> one = threads.submit(() -> catchThrowable(() -> run(cache, 1)));
      Future<Throwable> two = threads.submit(() -> catchThrowable(() -> run(cache, 1)));
      Until.holds(() -> misses("slow") == 2);
      go.countDown();
      assertThat(one.get()).isSameAs(failure);
      assertThat(two.get()).isSameAs(failure);
    }
  }

  @Test
  void whoIsCancelledTakesNothingFromTheOthers() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Cache<Integer, Integer> cache =
        Lambda.<Integer, Integer>of(
                "slow",
                (input, context) -> {
                  begun.countDown();
                  go.await();
                  return input;
                })
            .cached(LIMITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> run(cache, 1));
      begun.await();
      Future<Integer> second = threads.submit(() -> run(cache, 1));
      Until.holds(() -> misses("slow") == 2);
      first.cancel(true);
      Until.holds(() -> runtime.executions().contains("cache slow cancelled 1"));
      go.countDown();
      assertThat(second.get()).isEqualTo(1);
    }
    assertThat(runtime.executions())
        .containsExactly("cache slow cancelled 1", "cache slow success 1", "lambda slow success 1");
  }

  @Test
  void whenTheLastWhoWaitsIsCancelledSoIsTheWork() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Cache<Integer, Integer> cache = Steps.hang("slow", begun).cached(LIMITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> run(cache, 1));
      Future<Integer> second = threads.submit(() -> run(cache, 1));
      begun.await();
      Until.holds(() -> misses("slow") == 2);
      first.cancel(true);
      second.cancel(true);
    }
    assertThat(runtime.executions())
        .containsExactly("cache slow cancelled 2", "lambda slow cancelled 1");
  }

  @Test
  void theNextDoesNotInheritAWorkThatWasCancelled() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Cache<Integer, Integer> cache =
        Lambda.<Integer, Integer>of("slow", (input, context) -> {
              if (work.incrementAndGet() > 1) {
                return input;
              }
              begun.countDown();
              try {
                return hang();
              } catch (InterruptedException e) {
                interrupted.countDown();
                end.await();
                throw e;
              }
            })
            .cached(LIMITS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> first = threads.submit(() -> run(cache, 1));
      begun.await();
      first.cancel(true);
      interrupted.await();
      assertThat(run(cache, 1)).isEqualTo(1);
      /* So it did not wait for the other to end, or to be left behind. */
      assertThat(runtime.page().value("tta_abandoned_executions")).hasValue(0);
      end.countDown();
    }
    assertThat(run(cache, 1)).isEqualTo(1);
    assertThat(runtime.executions())
        .containsExactly(
            "cache slow cancelled 1",
            "cache slow success 2",
            "lambda slow cancelled 1",
            "lambda slow success 1");
  }

  @Test
  void theWorkDoesNotHaveTheDeadlineOfTheFirstWhoAsked() throws Exception {
    Lambda<Integer, Boolean> look =
        Lambda.of("look", (input, context) -> context.remaining().isPresent());

    assertThat(
            look.cached(LIMITS)
                .execute(1, runtime.workflows().context().within(Duration.ofSeconds(60))))
        .isFalse();
  }

  @Test
  void aKeyThatCannotBeComputedIsNoLookup() throws Exception {
    Cache<Integer, Integer> cache = step.cached(LIMITS, input -> 1 / input);

    assertThatThrownBy(() -> run(cache, 0)).isInstanceOf(ArithmeticException.class);
    expectLookups("price", 0, 0);
    assertThat(runtime.executions()).containsExactly("cache price failure 1");
  }

  private <O extends @Nullable Object> O run(Primitive<Integer, O> cache, int input)
      throws Exception {
    return runtime.workflows().run(cache, input);
  }

  private static int hang() throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }

  private double misses(String name) throws Exception {
    return lookups("tta_cache_misses_total", name);
  }

  private void expectLookups(String name, double hits, double misses) throws Exception {
    assertThat(lookups("tta_cache_hits_total", name)).isEqualTo(hits);
    assertThat(lookups("tta_cache_misses_total", name)).isEqualTo(misses);
  }

  private double lookups(String metric, String name) throws Exception {
    return runtime.page().value(metric, "primitive_name", name, "cache_type", "memory").orElse(-1);
  }
}
