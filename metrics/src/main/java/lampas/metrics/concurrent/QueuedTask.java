package lampas.metrics.concurrent;

/** A task that was handed to an executor and can be found in its queue. */
interface QueuedTask extends Runnable {
  /**
   * Says that it will not run; nothing if it has begun, or will not run anyway.
   *
   * @param outcome what it counts as
   */
  void dropped(TaskOutcome outcome);

  /** What the application knows it as. */
  Runnable original();
}
