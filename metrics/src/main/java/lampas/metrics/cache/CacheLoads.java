package lampas.metrics.cache;

import java.time.Duration;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * How often a cache loaded a value, and how long that took.
 *
 * @param succeeded those that gave a value
 * @param failed those that did not
 * @param time what both took together
 */
public record CacheLoads(long succeeded, long failed, Duration time) {
  /**
   * Checks the numbers.
   *
   * @throws MetricsException USER if one is negative
   */
  public CacheLoads {
    if (succeeded < 0 || failed < 0 || time.isNegative()) {
      throw new MetricsException(
          ErrorKind.USER,
          "cache loads: %s succeeded, %s failed, in %s (expected: 0 or more)"
              .formatted(succeeded, failed, time));
    }
  }
}
