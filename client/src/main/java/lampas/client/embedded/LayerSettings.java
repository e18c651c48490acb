package lampas.client.embedded;

import java.time.Duration;

/**
 * How two layers are asked.
 *
 * @param lookback how long an instant selector looks back in both layers, if the query does not
 *     say; default 5 minutes
 * @param timeout how long both layers may take for a query that brings no timeout; default 2
 *     minutes
 * @param whenOlderFails what a query gets that is asked of both, if the older layer is not
 *     available; by default an error
 */
public record LayerSettings(Duration lookback, Duration timeout, WhenOlderFails whenOlderFails) {
  /** What a query gets of which only the recent part is there. */
  public enum WhenOlderFails {
    /** The error of the older layer. */
    FAIL,
    /** The recent part, as a partial answer with a warning. */
    ANSWER_PARTIALLY
  }

  public LayerSettings {
    requirePositive("lookback", lookback);
    requirePositive("timeout", timeout);
  }

  public static LayerSettings defaults() {
    return new LayerSettings(Duration.ofMinutes(5), Duration.ofMinutes(2), WhenOlderFails.FAIL);
  }

  public LayerSettings withLookback(Duration length) {
    return new LayerSettings(length, timeout, whenOlderFails);
  }

  public LayerSettings withTimeout(Duration longest) {
    return new LayerSettings(lookback, longest, whenOlderFails);
  }

  public LayerSettings withWhenOlderFails(WhenOlderFails what) {
    return new LayerSettings(lookback, timeout, what);
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException(what + ": " + duration + " (expected: at least 1ms)");
    }
  }
}
