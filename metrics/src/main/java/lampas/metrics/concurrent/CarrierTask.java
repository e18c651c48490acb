package lampas.metrics.concurrent;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A task that is a future, which keeps what goes wrong to itself; it may carry another future, as
 * those of a completion service do, and then only that one knows how it ended.
 */
final class CarrierTask extends MeasuredTask {
  private static final long serialVersionUID = 1L;

  /* The one that runs on a thread. */
  private static final ThreadLocal<@Nullable CarrierTask> CURRENT = new ThreadLocal<>();

  private final transient Future<?> future;
  private transient @Nullable TaskOutcome carried;

  private CarrierTask(TaskMeter meter, Runnable task, Future<?> future) {
    super(meter, task);
    this.future = future;
  }

  static MeasuredTask of(TaskMeter meter, Runnable task) {
    return task instanceof Future<?> future
        ? new CarrierTask(meter, task, future)
        : new MeasuredTask(meter, task);
  }

  /** Says how a task ended that nobody but this one could count. */
  static void carried(TaskOutcome outcome) {
    CarrierTask current = CURRENT.get();
    if (current != null) {
      current.carried = outcome;
    }
  }

  @Override
  void runTask() {
    CarrierTask outer = CURRENT.get();
    CURRENT.set(this);
    try {
      super.runTask();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  @Override
  boolean isCancelled() {
    return future.isCancelled();
  }

  /* One that is not done, such as what a CompletableFuture hands to its executor, says nothing. */
  @Override
  TaskOutcome outcome() {
    return switch (future.state()) {
      case CANCELLED -> TaskOutcome.CANCELLED;
      case FAILED -> TaskOutcome.FAILURE;
      case SUCCESS, RUNNING -> carried == null ? TaskOutcome.SUCCESS : carried;
    };
  }
}
