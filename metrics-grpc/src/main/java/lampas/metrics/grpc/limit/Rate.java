package lampas.metrics.grpc.limit;

import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * How often something may happen.
 *
 * @param perSecond on average
 * @param burst at once, after a pause
 */
public record Rate(double perSecond, int burst) {
  private static final double MINIMUM = 1e-6;
  private static final double MAXIMUM = 1e9;

  /**
   * Checks the rate.
   *
   * @throws MetricsException USER unless 1e-6 to 1e9 a second and 1 to 1e9 at once
   */
  public Rate {
    if (!(perSecond >= MINIMUM) || perSecond > MAXIMUM) {
      throw new MetricsException(
          ErrorKind.USER, "rate: " + perSecond + " a second (expected: 1e-6 to 1e9)");
    }
    if (burst < 1 || burst > MAXIMUM) {
      throw new MetricsException(
          ErrorKind.USER, "rate: burst of " + burst + " (expected: 1 to 1000000000)");
    }
  }

  /** So many a second, and as many at once. */
  public static Rate perSecond(int count) {
    return new Rate(count, count);
  }

  long nanosPerToken() {
    return Math.max(1, Math.round(1e9 / perSecond));
  }

  /* No longer than 31 years, so that times never overflow. */
  long nanosToFill() {
    return (long) Math.min(1e18, (double) nanosPerToken() * burst);
  }
}
