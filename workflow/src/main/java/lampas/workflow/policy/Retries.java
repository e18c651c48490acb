package lampas.workflow.policy;

import static lampas.workflow.policy.Checks.require;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * How often something is tried again, after what, and how long that waits before.
 *
 * @param attempts how often it is tried in all
 * @param firstDelay the wait before the second attempt; 0 for none before any
 * @param longestDelay what delays grow to, each twice the one before
 * @param jitter by which part of itself each delay is made longer or shorter at random, 0 to 1
 * @param which the failures after which it is tried again
 */
public record Retries(
    int attempts,
    Duration firstDelay,
    Duration longestDelay,
    double jitter,
    Predicate<? super Exception> which) {
  /**
   * Checks the numbers.
   *
   * @throws lampas.workflow.outcome.WorkflowException USER if one is wrong
   */
  public Retries {
    require(attempts > 0, "attempts: " + attempts + " (expected: 1 or more)");
    require(!firstDelay.isNegative(), "first delay: " + firstDelay + " (expected: 0 or more)");
    require(
        longestDelay.compareTo(firstDelay) >= 0,
        "longest delay: %s (expected: the first one, %s, or more)"
            .formatted(longestDelay, firstDelay));
    require(jitter >= 0 && jitter <= 1, "jitter: " + jitter + " (expected: 0 to 1)");
    Objects.requireNonNull(which, "which");
  }

  /** So many attempts after any failure; waits 100 ms, 200 ms, … 10 s, each ± 20 %. */
  public static Retries atMost(int attempts) {
    return new Retries(
        attempts, Duration.ofMillis(100), Duration.ofSeconds(10), 0.2, Failures.any());
  }

  /** Delays that begin with the first and double up to the longest. */
  public Retries withDelays(Duration first, Duration longest) {
    return new Retries(attempts, first, longest, jitter, which);
  }

  /** The next attempt follows at once. */
  public Retries withoutDelays() {
    return withDelays(Duration.ZERO, Duration.ZERO);
  }

  public Retries withJitter(double jitter) {
    return new Retries(attempts, firstDelay, longestDelay, jitter, which);
  }

  /** Tries again after these failures only; {@link Failures} has some. */
  public Retries after(Predicate<? super Exception> which) {
    return new Retries(attempts, firstDelay, longestDelay, jitter, which);
  }
}
