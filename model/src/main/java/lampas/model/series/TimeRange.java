package lampas.model.series;

/**
 * A span of time, both ends included, in milliseconds since the epoch.
 *
 * @param startMillis the first moment
 * @param endMillis the last moment, not before the first
 */
public record TimeRange(long startMillis, long endMillis) {
  public TimeRange {
    if (endMillis < startMillis) {
      throw new IllegalArgumentException(
          "time range: " + startMillis + " to " + endMillis + " (expected: end not before start)");
    }
  }

  /** All of time. */
  public static TimeRange all() {
    return new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
