package lampas.metrics.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A task with a result, recorded before the result is there for others.
 *
 * @param <V> the result
 */
final class MeasuredFuture<V extends @Nullable Object> extends FutureTask<V> implements QueuedTask {
  @SuppressWarnings("rawtypes")
  private static final AtomicIntegerFieldUpdater<MeasuredFuture> STAGE =
      AtomicIntegerFieldUpdater.newUpdater(MeasuredFuture.class, "stage");

  /* Made, and perhaps run by something that is measured itself. */
  private static final int MADE = 0;
  private static final int QUEUED = 1;
  private static final int STARTED = 2;
  private static final int OVER = 3;

  private final TaskMeter meter;
  private volatile int stage = MADE;
  private long nanos;

  MeasuredFuture(TaskMeter meter, Callable<V> task) {
    super(task);
    this.meter = meter;
  }

  MeasuredFuture(TaskMeter meter, Runnable task, V result) {
    super(task, result);
    this.meter = meter;
  }

  boolean isOf(TaskMeter meter) {
    return this.meter == meter;
  }

  void queued() {
    nanos = meter.queued();
    stage = QUEUED;
  }

  @Override
  public void run() {
    if (STAGE.compareAndSet(this, QUEUED, STARTED)) {
      nanos = meter.started(nanos);
      super.run();
      /* If it was cancelled in between, there was no result to be set. */
      over(TaskOutcome.CANCELLED);
    } else {
      super.run();
      carriedIfCancelled();
    }
  }

  /* One that was cancelled before it was run has no result to be set. */
  private void carriedIfCancelled() {
    if (stage == MADE && isCancelled()) {
      CarrierTask.carried(TaskOutcome.CANCELLED);
    }
  }

  @Override
  protected void set(V result) {
    over(TaskOutcome.SUCCESS);
    super.set(result);
  }

  @Override
  protected void setException(Throwable failure) {
    over(TaskOutcome.FAILURE);
    super.setException(failure);
  }

  @Override
  protected void done() {
    if (isCancelled()) {
      dropped(TaskOutcome.CANCELLED);
    }
  }

  @Override
  public void dropped(TaskOutcome outcome) {
    if (STAGE.compareAndSet(this, QUEUED, OVER)) {
      meter.neverRan(outcome);
    }
  }

  @Override
  public Runnable original() {
    return this;
  }

  private void over(TaskOutcome outcome) {
    TaskOutcome seen = isCancelled() ? TaskOutcome.CANCELLED : outcome;
    if (STAGE.compareAndSet(this, STARTED, OVER)) {
      meter.ended(nanos, seen);
    } else if (stage == MADE) {
      CarrierTask.carried(seen);
    }
  }
}
