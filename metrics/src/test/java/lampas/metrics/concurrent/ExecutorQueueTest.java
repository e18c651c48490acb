package lampas.metrics.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.metrics.written.Written;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.Test;

/** Tasks that wait, and what becomes of them. */
class ExecutorQueueTest {
  private final Registry registry = Registry.create();
  private final AtomicLong nanos = new AtomicLong();
  private final ExecutorMetrics metrics =
      ExecutorMetrics.register(registry, Optional.empty(), nanos::get);
  private final CountDownLatch free = new CountDownLatch(1);

  @Test
  void waitingAndRunningAreTimedApart() throws Exception {
    try (ExecutorService executor = metrics.measure("e", Executors.newSingleThreadExecutor())) {
      occupy(executor);
      Future<?> second = executor.submit(() -> nanos.addAndGet(TimeUnit.SECONDS.toNanos(7)));
      assertThat(value("executor_active_tasks")).isEqualTo(1);
      assertThat(value("executor_queued_tasks")).isEqualTo(1);
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
      free.countDown();
      second.get();
    }

    Written written = Written.by(registry);
    assertThat(written.value("executor_queue_wait_seconds_sum", "executor", "e")).hasValue(3);
    assertThat(written.value("executor_queue_wait_seconds_bucket", "executor", "e", "le", "0.0001"))
        .hasValue(1);
    assertThat(written.value("executor_queue_wait_seconds_bucket", "executor", "e", "le", "5.0"))
        .hasValue(2);
    /* The first ran while the second waited. */
    assertThat(written.value("executor_task_duration_seconds_sum", "executor", "e")).hasValue(10);
    assertThat(written.value("executor_task_duration_seconds_count", "executor", "e")).hasValue(2);
  }

  @Test
  void aTaskThatIsCancelledWhileItWaitsIsCancelledAtOnceAndNeverRuns() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    try (ExecutorService executor = metrics.measure("e", Executors.newSingleThreadExecutor())) {
      occupy(executor);
      Future<?> second = executor.submit(runs::incrementAndGet);
      assertThat(second.cancel(false)).isTrue();
      assertThat(outcome("cancelled")).isEqualTo(1);
      free.countDown();
    }

    assertThat(runs).hasValue(0);
    assertThat(outcome("cancelled")).isEqualTo(1);
    assertThat(outcome("success")).isEqualTo(1);
    assertThat(value("executor_queue_wait_seconds_count")).isEqualTo(1);
  }

  @Test
  void aTaskOfACompletionServiceThatIsCancelledWhileItWaitsIsCancelled() throws Exception {
    try (ExecutorService executor = metrics.measure("e", Executors.newSingleThreadExecutor())) {
      occupy(executor);
      Future<String> second = new ExecutorCompletionService<String>(executor).submit(() -> "never");
      second.cancel(true);
      free.countDown();
    }

    assertThat(outcome("cancelled")).isEqualTo(1);
    assertThat(outcome("success")).isEqualTo(1);
  }

  @Test
  void whatWaitsWhenItsExecutorIsShutDownNowComesBackAsItWasGivenAndIsCancelled() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    Runnable task = runs::incrementAndGet;
    ExecutorService executor = metrics.measure("e", pool(new LinkedBlockingQueue<>()));
    occupy(executor);
    executor.execute(task);
    Future<Integer> future = executor.submit(runs::incrementAndGet);
    List<Runnable> left = executor.shutdownNow();

    assertThat(left).hasSize(2).startsWith(task).contains((Runnable) future);
    assertThat(outcome("cancelled")).isEqualTo(2);
    future.cancel(false);
    task.run();
    executor.close();
    assertThat(runs).hasValue(1);
    assertThat(outcome("cancelled")).isEqualTo(2);
    assertThat(outcome("success") + outcome("failure")).isEqualTo(1);
  }

  @Test
  void aFullQueueRejectsAndWhoRunsTheTaskHimselfHasSuccess() throws Exception {
    ThreadPoolExecutor pool = pool(new ArrayBlockingQueue<>(1));
    try (ExecutorService executor = metrics.measure("e", pool)) {
      occupy(executor);
      executor.execute(() -> {});
      assertThatThrownBy(() -> executor.execute(() -> {}))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(outcome("rejected")).isEqualTo(1);
      pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
      executor.execute(() -> {});
      assertThat(outcome("success")).isEqualTo(1);
      assertThatThrownBy(() ->
              executor.execute(() -> {
                throw new IllegalStateException("for this test");
              }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(outcome("failure")).isEqualTo(1);
      free.countDown();
    }

    assertThat(outcome("rejected")).isEqualTo(1);
    assertThat(outcome("success")).isEqualTo(3);
  }

  @Test
  void tasksThatAPoolDropsInSilenceDoNotWaitForEverAndAreCountedAtItsEnd() throws Exception {
    ThreadPoolExecutor pool = pool(new ArrayBlockingQueue<>(1));
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    try (ExecutorService executor = metrics.measure("e", pool)) {
      occupy(executor);
      for (int i = 0; i < 5; i++) {
        executor.execute(() -> {});
      }
      assertThat(value("executor_queued_tasks")).isEqualTo(1);
      free.countDown();
    }

    assertThat(Written.by(registry).series("executor_queued_tasks")).isEmpty();
    assertThat(outcome("success")).isEqualTo(2);
    assertThat(outcome("cancelled")).isEqualTo(4);
  }

  @Test
  void whatAForkJoinPoolForgetsAtItsEndIsCancelled() throws Exception {
    ExecutorService executor = metrics.measure("e", new ForkJoinPool(1));
    occupy(executor);
    executor.execute(() -> {});
    assertThat(value("executor_queued_tasks")).isEqualTo(1);
    executor.shutdownNow();
    executor.close();

    assertThat(Written.by(registry).series("executor_queued_tasks")).isEmpty();
    assertThat(outcome("cancelled")).isEqualTo(1);
  }

  @Test
  void aNameIsTakenUntilItsExecutorHasTerminated() throws Exception {
    ExecutorService first = metrics.measure("e", Executors.newVirtualThreadPerTaskExecutor());
    assertThatThrownBy(() -> metrics.measure("e", Executors.newVirtualThreadPerTaskExecutor()))
        .isInstanceOf(MetricsException.class)
        .hasMessage("executor: \"e\" is measured already (expected: a new name)");
    first.submit(() -> {}).get();
    first.close();
    try (ExecutorService second =
        metrics.measure("e", Executors.newVirtualThreadPerTaskExecutor())) {
      second.submit(() -> {}).get();
    }

    assertThat(outcome("success")).isEqualTo(2);
  }

  @Test
  void theNamesCanStandInANamespaceAndOnlyOnce() throws Exception {
    ExecutorMetrics named = ExecutorMetrics.register(registry, "asdlc");
    try (ExecutorService executor = named.measure("e", Executors.newCachedThreadPool())) {
      executor.submit(() -> {}).get();
    }

    assertThat(Written.by(registry).series("asdlc_executor_tasks_total"))
        .contains("{executor=\"e\", outcome=\"success\"} 1.0");
    assertThatThrownBy(() -> ExecutorMetrics.register(registry))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("executor_tasks_total");
  }

  @Test
  void scheduledRunsCountEachAndWaitOnlyWhatTheyAreLate() throws Exception {
    ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
    try (ScheduledExecutorService executor = metrics.measure("e", pool)) {
      ScheduledFuture<String> once = executor.schedule(() -> "once", 1, TimeUnit.MILLISECONDS);
      assertThat(once.get()).isEqualTo("once");
      executor.schedule(() -> {}, 0, TimeUnit.MILLISECONDS).get();
      ScheduledFuture<?> far = executor.schedule(() -> {}, 1, TimeUnit.HOURS);
      assertThat(value("executor_queued_tasks")).isZero();
      far.cancel(false);

      CountDownLatch rate = new CountDownLatch(3);
      ScheduledFuture<?> repeated =
          executor.scheduleAtFixedRate(rate::countDown, 0, 1, TimeUnit.MILLISECONDS);
      rate.await();
      repeated.cancel(false);
      ScheduledFuture<?> failing =
          executor.scheduleWithFixedDelay(
              () -> {
                throw new IllegalStateException("for this test");
              },
              0,
              1,
              TimeUnit.MILLISECONDS);
      assertThatThrownBy(failing::get).hasRootCauseMessage("for this test");
      executor.shutdown();
      assertThatThrownBy(() -> executor.schedule(() -> {}, 0, TimeUnit.SECONDS))
          .isInstanceOf(RejectedExecutionException.class);
    }

    assertThat(outcome("success")).isGreaterThanOrEqualTo(5);
    assertThat(outcome("failure")).isEqualTo(1);
    assertThat(outcome("rejected")).isEqualTo(1);
    /* This clock stands still, so nothing was late. */
    assertThat(value("executor_queue_wait_seconds_sum")).isZero();
  }

  @Test
  void howLateARepeatedRunIsIsMeasuredFromWhenItWasDue() throws Exception {
    TaskMeter meter = meterOf("e");
    DueTask<String> task =
        new DueTask<>(
            meter,
            () -> {
              nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
              return "x";
            },
            TimeUnit.SECONDS.toNanos(1),
            (due, ended) -> due + TimeUnit.SECONDS.toNanos(10));
    nanos.set(TimeUnit.SECONDS.toNanos(1));
    task.run();
    assertThat(value("executor_queue_wait_seconds_sum")).isZero();
    nanos.set(TimeUnit.SECONDS.toNanos(15));
    task.run();

    assertThat(value("executor_queue_wait_seconds_sum")).isEqualTo(4);
    assertThat(value("executor_task_duration_seconds_sum")).isEqualTo(4);
  }

  private TaskMeter meterOf(String name) {
    MeasuredExecutor executor =
        (MeasuredExecutor) metrics.measure(name, Executors.newVirtualThreadPerTaskExecutor());
    return executor.meter;
  }

  private static ThreadPoolExecutor pool(BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue);
  }

  /* The only thread of an executor is busy until it is free. */
  private void occupy(ExecutorService executor) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    executor.execute(() -> {
      busy.countDown();
      try {
        free.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    busy.await();
  }

  private double outcome(String outcome) throws IOException {
    return Written.by(registry)
        .value("executor_tasks_total", "executor", "e", "outcome", outcome)
        .orElseThrow();
  }

  private double value(String name) throws IOException {
    return Written.by(registry).value(name, "executor", "e").orElseThrow();
  }
}
