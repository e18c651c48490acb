package lampas.client;

import java.time.Duration;
import java.time.Instant;

/** When a query is evaluated. */
public sealed interface QueryTime {
  /** At the backend's present. */
  record Now() implements QueryTime {}

  /** At one time. */
  record At(Instant time) implements QueryTime {}

  /** From start to end, both included, once each step. */
  record Range(Instant start, Instant end, Duration step) implements QueryTime {
    public Range {
      if (step.toMillis() <= 0) {
        throw new IllegalArgumentException("step: " + step + " (expected: at least 1ms)");
      }
      if (end.isBefore(start)) {
        throw new IllegalArgumentException(
            "end: " + end + " (expected: not before the start, " + start + ")");
      }
    }

    /** How many evaluations there are. */
    public long points() {
      return Duration.between(start, end).toMillis() / step.toMillis() + 1;
    }
  }
}
