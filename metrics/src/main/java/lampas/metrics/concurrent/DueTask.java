package lampas.metrics.concurrent;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs at a time, once or again and again; each run counts, and what it has waited is
 * how late it was.
 *
 * @param <V> its result
 */
final class DueTask<V extends @Nullable Object> implements Callable<V>, Runnable {
  /** When a task that was due runs again. */
  interface Rhythm {
    long next(long dueNanos, long endedNanos);
  }

  static final Rhythm ONCE = (due, ended) -> due;

  private final TaskMeter meter;
  private final Callable<V> task;
  private final Rhythm rhythm;
  private volatile long dueNanos;

  DueTask(TaskMeter meter, Callable<V> task, long delayNanos, Rhythm rhythm) {
    this.meter = meter;
    this.task = task;
    this.rhythm = rhythm;
    this.dueNanos = meter.now() + Math.max(0, delayNanos);
  }

  @Override
  public V call() throws Exception {
    long due = dueNanos;
    long startedNanos = meter.due(due);
    TaskOutcome outcome = TaskOutcome.FAILURE;
    try {
      V result = task.call();
      outcome = TaskOutcome.SUCCESS;
      return result;
    } finally {
      meter.ended(startedNanos, outcome);
      dueNanos = rhythm.next(due, meter.now());
    }
  }

  /* For tasks that are runnables, and throw what those may. */
  @Override
  public void run() {
    try {
      call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
