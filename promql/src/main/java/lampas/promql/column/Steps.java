package lampas.promql.column;

/**
 * The times at which an expression is evaluated: evenly spaced, in milliseconds since the epoch.
 *
 * @param start the first time
 * @param step the distance between times, positive
 * @param count how many times there are; none for a subquery whose window holds no step
 */
public record Steps(long start, long step, long count) {
  public Steps {
    if (step <= 0 || count < 0) {
      throw new IllegalArgumentException(
          "steps: %d of %dms (expected: 0 or more, of > 0ms)".formatted(count, step));
    }
  }

  /** One time only. */
  public static Steps at(long time) {
    return new Steps(time, 1, 1);
  }

  /** The times from the start on until not after the end. */
  public static Steps range(long start, long end, long step) {
    if (step <= 0) {
      throw new IllegalArgumentException("step: " + step + "ms (expected: > 0)");
    }
    if (end < start) {
      throw new IllegalArgumentException(
          "end: %d before start %d (expected: not before the start)".formatted(end, start));
    }
    long span = end - start;
    return new Steps(start, step, (span < 0 ? Long.MAX_VALUE - 1 : span) / step + 1);
  }

  /** The steps of a subquery, which may be none. */
  public static Steps between(long start, long end, long step) {
    return end < start ? new Steps(start, step, 0) : range(start, end, step);
  }

  /** The time at a position. */
  public long time(int index) {
    return start + index * step;
  }

  /** The last time. */
  public long end() {
    return start + (count - 1) * step;
  }

  /** The number of times as the length of an array. */
  public int length() {
    return Math.toIntExact(count);
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Whether there is one time only, as in an instant query. */
  public boolean isInstant() {
    return count == 1;
  }
}
