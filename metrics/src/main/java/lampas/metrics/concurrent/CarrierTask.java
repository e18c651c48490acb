package lampas.metrics.concurrent;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A task that is a future, which keeps what goes wrong to itself; it may carry another future, as
 * those of a completion service do, and then only that one knows how it ended.
 */
final class CarrierTask extends MeasuredTask {
  private static final long serialVersionUID = 1L;

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

  void carried(TaskOutcome outcome) {
    carried = outcome;
  }

  @Override
  void runOn(TaskMeter meter) {
    meter.carry(this);
    try {
      super.runOn(meter);
    } finally {
      meter.carried();
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
