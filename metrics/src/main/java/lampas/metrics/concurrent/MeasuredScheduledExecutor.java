package lampas.metrics.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An executor of tasks that are due at a time. */
final class MeasuredScheduledExecutor extends MeasuredExecutor implements ScheduledExecutorService {
  private final ScheduledExecutorService executor;

  MeasuredScheduledExecutor(ScheduledExecutorService executor, TaskMeter meter) {
    super(executor, meter);
    this.executor = executor;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    Runnable due = due(task, unit.toNanos(delay), DueTask.ONCE);
    return counted(() -> executor.schedule(due, delay, unit));
  }

  @Override
  public <V extends @Nullable Object> ScheduledFuture<V> schedule(
      Callable<V> task, long delay, TimeUnit unit) {
    Callable<V> due = new DueTask<>(meter, task, unit.toNanos(delay), DueTask.ONCE);
    return counted(() -> executor.schedule(due, delay, unit));
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable task, long initialDelay, long period, TimeUnit unit) {
    long periodNanos = unit.toNanos(period);
    Runnable due =
        due(task, unit.toNanos(initialDelay), (dueNanos, ended) -> dueNanos + periodNanos);
    return counted(() -> executor.scheduleAtFixedRate(due, initialDelay, period, unit));
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    long delayNanos = unit.toNanos(delay);
    Runnable due = due(task, unit.toNanos(initialDelay), (dueNanos, ended) -> ended + delayNanos);
    return counted(() -> executor.scheduleWithFixedDelay(due, initialDelay, delay, unit));
  }

  private Runnable due(Runnable task, long delayNanos, DueTask.Rhythm rhythm) {
    return new DueTask<>(meter, Executors.callable(task), delayNanos, rhythm);
  }

  /* What is due later does not count as waiting, so that only a refusal is to be told. */
  private <F> F counted(Supplier<F> scheduling) {
    try {
      return scheduling.get();
    } catch (RejectedExecutionException e) {
      meter.rejected();
      throw e;
    }
  }
}
