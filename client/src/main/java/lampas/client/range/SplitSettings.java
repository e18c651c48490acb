package lampas.client.range;

import java.time.Duration;

/**
 * How range queries are asked in parts.
 *
 * @param mostPoints the most points of one part; default 11,000, Prometheus's own limit, where
 *     VictoriaMetrics has 30,000
 * @param concurrency how many parts are asked at a time, those of all queries together; default 4
 * @param timeout how long all parts of a query may take that brings no timeout; default 2 minutes
 */
public record SplitSettings(int mostPoints, int concurrency, Duration timeout) {
  /* A server may take a range of one point for an instant query: less than three points could not
  be divided so that there is none. */
  private static final int LEAST_POINTS = 3;

  public SplitSettings {
    if (mostPoints < LEAST_POINTS) {
      throw new IllegalArgumentException("most points: " + mostPoints + " (expected: at least 3)");
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: at least 1)");
    }
    if (timeout.toMillis() <= 0) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: at least 1ms)");
    }
  }

  public static SplitSettings defaults() {
    return new SplitSettings(11_000, 4, Duration.ofMinutes(2));
  }

  public SplitSettings withMostPoints(int most) {
    return new SplitSettings(most, concurrency, timeout);
  }

  public SplitSettings withConcurrency(int parts) {
    return new SplitSettings(mostPoints, parts, timeout);
  }

  public SplitSettings withTimeout(Duration longest) {
    return new SplitSettings(mostPoints, concurrency, longest);
  }
}
