package lampas.metrics.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import lampas.metrics.Registry;
import lampas.metrics.written.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which a task can end, on every executor that the JDK has. */
class ExecutorMetricsTest {
  private static final Callable<String> FAILS =
      () -> {
        throw new IOException("for this test");
      };

  private final Registry registry = Registry.create();
  private final ExecutorMetrics metrics = ExecutorMetrics.register(registry);

  @ParameterizedTest
  @EnumSource
  void tasksCountByHowTheyEnd(ExecutorKind kind) throws Exception {
    try (ExecutorService executor = kind.measured("e", metrics)) {
      assertThat(executor.submit(() -> "done").get()).isEqualTo("done");
      assertThat(executor.submit(() -> {}).get()).isNull();
      assertThat(executor.submit(() -> {}, "given").get()).isEqualTo("given");
      Future<String> failed = executor.submit(FAILS);
      assertThatThrownBy(failed::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseMessage("for this test");

      /* A result is there only after its task was recorded. */
      assertThat(outcomes()).containsExactly(0, 1, 0, 3);
      CountDownLatch ran = new CountDownLatch(1);
      executor.execute(ran::countDown);
      ran.await();
      executor.execute(() -> {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
        throw new IllegalStateException("for this test");
      });
    }

    assertThat(outcomes()).containsExactly(0, 2, 0, 4);
    assertThat(value("executor_task_duration_seconds_count")).isEqualTo(6);
    assertThat(value("executor_queue_wait_seconds_count")).isEqualTo(6);
  }

  @ParameterizedTest
  @EnumSource
  void tasksOfInvokeAllCountOneByOne(ExecutorKind kind) throws Exception {
    try (ExecutorService executor = kind.measured("e", metrics)) {
      List<Future<String>> futures =
          executor.invokeAll(List.of(() -> "a", FAILS, () -> "b", FAILS, () -> "c"));
      assertThat(futures).allMatch(Future::isDone);
      assertThat(outcomes()).containsExactly(0, 2, 0, 3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tasksOfInvokeAnyCountOneByOne(ExecutorKind kind) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ExecutorService executor = kind.measured("e", metrics)) {
      assertThat(
              executor.<String>invokeAny(
                  List.of(
                      FAILS,
                      () -> "first",
                      () -> {
                        never.await();
                        return "never";
                      })))
          .isEqualTo("first");
    }

    List<Integer> outcomes = outcomes();
    /* The third is cancelled, if it was started at all before the second was done. */
    assertThat(outcomes.get(0)).isBetween(0, 1);
    assertThat(outcomes.subList(1, 4)).containsExactly(1, 0, 1);
  }

  @ParameterizedTest
  @EnumSource
  void tasksOfACompletionServiceCountAsTheyEnd(ExecutorKind kind) throws Exception {
    try (ExecutorService executor = kind.measured("e", metrics)) {
      ExecutorCompletionService<String> service = new ExecutorCompletionService<>(executor);
      service.submit(FAILS);
      assertThatThrownBy(service.take()::get).hasRootCauseMessage("for this test");
      service.submit(() -> "done");
      assertThat(service.take().get()).isEqualTo("done");
    }

    assertThat(outcomes()).containsExactly(0, 1, 0, 1);
  }

  @ParameterizedTest
  @EnumSource
  void aTaskThatIsCancelledWhileItRunsIsCancelled(ExecutorKind kind) throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    AtomicReference<Throwable> seen = new AtomicReference<>();
    try (ExecutorService executor = kind.measured("e", metrics)) {
      Future<?> future =
          executor.submit(() -> {
            began.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              seen.set(e);
            }
          });
      began.await();
      assertThat(value("executor_active_tasks")).isEqualTo(1);
      assertThat(future.cancel(true)).isTrue();
      assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
    }

    assertThat(seen.get()).isInstanceOf(InterruptedException.class);
    assertThat(outcomes()).containsExactly(1, 0, 0, 0);
    assertThat(value("executor_task_duration_seconds_count")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatAnExecutorRefusesIsRejected(ExecutorKind kind) throws Exception {
    ExecutorService executor = kind.measured("e", metrics);
    executor.shutdown();
    assertThatThrownBy(() -> executor.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> executor.submit(() -> "x"))
        .isInstanceOf(RejectedExecutionException.class);
    executor.close();

    assertThat(executor.isTerminated()).isTrue();
    assertThat(outcomes()).containsExactly(0, 0, 2, 0);
    assertThat(Written.by(registry).series("executor_queued_tasks")).isEmpty();
  }

  @Test
  void nothingIsNotATask() {
    try (ExecutorService executor = ExecutorKind.FIXED.measured("e", metrics)) {
      assertThatThrownBy(() -> executor.execute(nothing()))
          .isInstanceOf(NullPointerException.class);
    }
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  /* Cancelled, failed, rejected, succeeded: in the order of the alphabet. */
  private List<Integer> outcomes() throws IOException {
    Written written = Written.by(registry);
    return List.of("cancelled", "failure", "rejected", "success").stream()
        .map(outcome ->
            (int)
                written
                    .value("executor_tasks_total", "executor", "e", "outcome", outcome)
                    .orElseThrow())
        .toList();
  }

  private double value(String name) throws IOException {
    return Written.by(registry).value(name, "executor", "e").orElseThrow();
  }
}
