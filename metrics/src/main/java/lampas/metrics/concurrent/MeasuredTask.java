package lampas.metrics.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;

/** A task without a result; whether it has begun, or will never, is the value that it extends. */
class MeasuredTask extends AtomicBoolean implements QueuedTask {
  private static final long serialVersionUID = 1L;

  private final transient TaskMeter meter;
  private final transient Runnable task;
  private final long queuedAtNanos;

  MeasuredTask(TaskMeter meter, Runnable task) {
    this.meter = meter;
    this.task = task;
    this.queuedAtNanos = meter.queued();
  }

  /* One that was dropped and is run all the same, by who got it from shutdownNow, counts once. */
  @Override
  public final void run() {
    if (!compareAndSet(false, true)) {
      task.run();
    } else if (isCancelled()) {
      meter.neverRan(TaskOutcome.CANCELLED);
    } else {
      runMeasured();
    }
  }

  private void runMeasured() {
    long startedNanos = meter.started(queuedAtNanos);
    TaskOutcome outcome = TaskOutcome.FAILURE;
    try {
      runTask();
      outcome = outcome();
    } finally {
      meter.ended(startedNanos, outcome);
    }
  }

  void runTask() {
    task.run();
  }

  boolean isCancelled() {
    return false;
  }

  /** How it ended, if it did not throw. */
  TaskOutcome outcome() {
    return TaskOutcome.SUCCESS;
  }

  @Override
  public final void dropped(TaskOutcome outcome) {
    if (compareAndSet(false, true)) {
      meter.neverRan(outcome);
    }
  }

  @Override
  public final Runnable original() {
    return task;
  }
}
