package lampas.metrics.concurrent;

/** How a task of an executor ended. */
public enum TaskOutcome {
  /** It returned. */
  SUCCESS,
  /** It threw. */
  FAILURE,
  /** It was cancelled, waiting or running, or its executor was shut down before it ran. */
  CANCELLED,
  /** Its executor did not take it. */
  REJECTED
}
