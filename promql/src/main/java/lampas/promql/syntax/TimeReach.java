package lampas.promql.syntax;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lampas.model.series.TimeRange;

/**
 * Which span of time an expression may look at when it is evaluated: windows, lookback, subqueries,
 * {@code offset} and {@code @} taken together.
 *
 * <p>No sample outside of it changes the result; it may be a little longer than what is looked at,
 * for example by the left edge of a window, which is open or closed with the dialect. What cannot
 * be known, such as a duration made of {@code step()} where no step is given, makes it all of time.
 * Times are whole milliseconds.
 *
 * @param query from the first to the last evaluation
 * @param samples from the first to the last moment whose samples may be looked at; empty if the
 *     expression reads none, such as {@code time()}
 */
public record TimeReach(TimeRange query, Optional<TimeRange> samples) {
  /**
   * The reach of a query whose step is not known: where the expression names {@code step()}, it is
   * all of time.
   *
   * @param lookback how far an instant selector looks back
   */
  public static TimeReach of(Expression expression, Instant start, Instant end, Duration lookback) {
    return of(expression, new TimeRange(start.toEpochMilli(), end.toEpochMilli()), lookback);
  }

  /** The reach of a query whose step is not known. */
  public static TimeReach of(Expression expression, TimeRange query, Duration lookback) {
    return of(expression, query, Optional.empty(), lookback);
  }

  /** The reach of a range query. */
  public static TimeReach of(
      Expression expression, TimeRange query, Duration step, Duration lookback) {
    return of(expression, query, Optional.of(step), lookback);
  }

  private static TimeReach of(
      Expression expression, TimeRange query, Optional<Duration> step, Duration lookback) {
    ReachWalk walk = new ReachWalk(query, step.map(Duration::toMillis), lookback.toMillis());
    return new TimeReach(query, walk.of(expression));
  }

  /** Whether the expression reads no samples. */
  public boolean isNothing() {
    return samples.isEmpty();
  }

  /** How far before the first evaluation samples are looked at; zero if not before it. */
  public Duration back() {
    return distance(
        samples.map(TimeRange::startMillis).orElse(query.startMillis()), query.startMillis());
  }

  /** How far after the last evaluation samples are looked at; zero if not after it. */
  public Duration ahead() {
    return distance(query.endMillis(), samples.map(TimeRange::endMillis).orElse(query.endMillis()));
  }

  /** From the first to the last moment that is looked at; zero if none is. */
  public Duration length() {
    return samples
        .map(range -> distance(range.startMillis(), range.endMillis()))
        .orElse(Duration.ZERO);
  }

  private static Duration distance(long from, long to) {
    long between = to - from;
    boolean overflow = ((to ^ from) & (to ^ between)) < 0;
    return Duration.ofMillis(overflow ? Long.MAX_VALUE : Math.max(0, between));
  }
}
