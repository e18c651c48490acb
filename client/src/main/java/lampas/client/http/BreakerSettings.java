package lampas.client.http;

import java.time.Duration;

/**
 * When a backend is left alone for a while: a circuit breaker.
 *
 * @param failures of the newest requests that open it; default 10
 * @param outOf how many requests are looked at; default 20
 * @param openFor how long every call then fails at once, before one may try; default 5 s
 */
public record BreakerSettings(int failures, int outOf, Duration openFor) {
  public BreakerSettings {
    if (failures <= 0) {
      throw new IllegalArgumentException("failures: " + failures + " (expected: > 0)");
    }
    if (outOf < failures) {
      throw new IllegalArgumentException(
          "failures: %s out of %s (expected: out of at least %s)"
              .formatted(failures, outOf, failures));
    }
    if (!openFor.isPositive()) {
      throw new IllegalArgumentException("open for: " + openFor + " (expected: > 0)");
    }
  }

  public static BreakerSettings defaults() {
    return new BreakerSettings(10, 20, Duration.ofSeconds(5));
  }

  public BreakerSettings withFailures(int failures, int outOf) {
    return new BreakerSettings(failures, outOf, openFor);
  }

  public BreakerSettings withOpenFor(Duration openFor) {
    return new BreakerSettings(failures, outOf, openFor);
  }
}
