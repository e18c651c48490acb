package lampas.metrics.concurrent;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An executor that records the tasks that go through it to another one. */
class MeasuredExecutor extends AbstractExecutorService {
  final TaskMeter meter;
  private final ExecutorService executor;

  MeasuredExecutor(ExecutorService executor, TaskMeter meter) {
    this.executor = executor;
    this.meter = meter;
  }

  @Override
  public void execute(Runnable task) {
    if (task instanceof MeasuredFuture<?> future && future.isOf(meter)) {
      future.queued();
      hand(future);
    } else {
      hand(CarrierTask.of(meter, Objects.requireNonNull(task, "task")));
    }
  }

  /* Whatever comes out of an executor that did not take a task; one that ran it at once has. */
  private void hand(QueuedTask task) {
    try {
      executor.execute(task);
    } catch (RuntimeException | Error e) {
      task.dropped(TaskOutcome.REJECTED);
      throw e;
    }
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new MeasuredFuture<>(meter, task);
  }

  @Override
  protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable task, T result) {
    return new MeasuredFuture<>(meter, task, result);
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow().stream()
        .map(task -> task instanceof QueuedTask queued ? drop(queued) : task)
        .toList();
  }

  private static Runnable drop(QueuedTask task) {
    task.dropped(TaskOutcome.CANCELLED);
    return task.original();
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }

  @Override
  public void close() {
    executor.close();
  }

  @Override
  public String toString() {
    return "measured " + executor;
  }
}
