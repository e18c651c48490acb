package lampas.workflow;

import java.time.Duration;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/** Checks of durations. */
final class Durations {
  /* Far from where nanoseconds in a long overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Durations() {}

  /** The nanoseconds of a duration above zero; more than 100 years are 100 years. */
  static long positiveNanos(String what, Duration time) {
    if (!time.isPositive()) {
      throw new WorkflowException(ErrorKind.USER, what + ": " + time + " (expected: > 0)");
    }
    return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
  }
}
