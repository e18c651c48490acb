package lampas.workflow.policy;

import static lampas.workflow.policy.Checks.require;

import java.time.Duration;

/**
 * How much a cache keeps.
 *
 * @param timeToLive how long a result is kept
 * @param maximumEntries how many are kept; of more, those go that are used least
 */
public record CacheLimits(Duration timeToLive, long maximumEntries) {
  /**
   * Checks both.
   *
   * @throws lampas.workflow.outcome.WorkflowException USER if one is not above zero
   */
  public CacheLimits {
    require(timeToLive.isPositive(), "time to live: " + timeToLive + " (expected: > 0)");
    require(maximumEntries > 0, "maximum entries: " + maximumEntries + " (expected: > 0)");
  }

  /** At most 10,000 results, each for this time. */
  public static CacheLimits keeping(Duration timeToLive) {
    return new CacheLimits(timeToLive, 10_000);
  }

  public CacheLimits withMaximumEntries(long maximumEntries) {
    return new CacheLimits(timeToLive, maximumEntries);
  }
}
