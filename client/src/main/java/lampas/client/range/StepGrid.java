package lampas.client.range;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.client.QueryTime;

/**
 * The evaluation times of a range query: every step from the first to the last, in milliseconds
 * since the epoch.
 *
 * @param start the first time
 * @param end the last time, which is on a step
 * @param step the distance of the times, positive
 */
public record StepGrid(long start, long end, long step) {
  private static final int MILLI = 1_000_000;

  /* Some 285,000 years from the epoch; servers refuse what is farther. */
  private static final long FARTHEST_SECONDS = (1L << 53) / 1000;

  public StepGrid {
    if (step <= 0 || end < start || (end - start) % step != 0) {
      throw new IllegalArgumentException(
          "grid: %d to %d by %d (expected: the end a multiple of the step, > 0, after the start)"
              .formatted(start, end, step));
    }
  }

  /**
   * The times of a range; empty if its start, end or step has fractions of a millisecond, which
   * every backend rounds in its own way, or if it is so far away that servers refuse it.
   */
  public static Optional<StepGrid> of(QueryTime.Range range) {
    Duration step = range.step();
    boolean whole = isWhole(range.start()) && isWhole(range.end());
    if (!whole || step.toNanosPart() % MILLI != 0) {
      return Optional.empty();
    }
    long start = range.start().toEpochMilli();
    long millis = step.toMillis();
    return Optional.of(
        new StepGrid(
            start,
            start + Math.floorDiv(range.end().toEpochMilli() - start, millis) * millis,
            millis));
  }

  private static boolean isWhole(Instant time) {
    return time.getNano() % MILLI == 0 && Math.abs(time.getEpochSecond()) < FARTHEST_SECONDS;
  }

  /** How many times there are. */
  public long points() {
    return (end - start) / step + 1;
  }

  /** The time at a position from 0. */
  public long time(long position) {
    return start + position * step;
  }

  /** Whether a time is one of these. */
  public boolean contains(long time) {
    return time >= start && time <= end && (time - start) % step == 0;
  }

  /** The times from one of these to another, both included. */
  public StepGrid part(long from, long to) {
    return new StepGrid(from, to, step);
  }

  /** As few parts as have at most so many points each, in order, all about the same size. */
  public List<StepGrid> parts(long mostPoints) {
    long count = Math.ceilDiv(points(), mostPoints);
    List<StepGrid> parts = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      parts.add(part(time(first(i, count)), time(first(i + 1, count) - 1)));
    }
    return parts;
  }

  private long first(long part, long count) {
    long each = points() / count;
    return part * each + Math.min(part, points() % count);
  }

  /** The range that asks for these times. */
  public QueryTime.Range toRange() {
    return new QueryTime.Range(
        Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), Duration.ofMillis(step));
  }
}
