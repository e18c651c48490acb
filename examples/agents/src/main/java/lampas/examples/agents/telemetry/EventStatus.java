package lampas.examples.agents.telemetry;

/** What became of an event that a worker was given; the label {@code status}. */
public enum EventStatus {
  /** The task's workflow gave a result. */
  SUCCESS,
  /** The task's workflow failed. */
  FAILURE,
  /** The task's workflow took too long. */
  TIMEOUT,
  /** The task had its last attempt and is a dead letter now. */
  DEAD_LETTER,
  /** The infrastructure failed; the task will be delivered again. */
  RETRIED,
  /** Another worker had ended the task before; what this one did counts for nothing. */
  DUPLICATE,
  /** The log does not know the task any more. */
  UNKNOWN,
  /** This worker stopped before the task's end; it will be delivered again. */
  ABANDONED
}
