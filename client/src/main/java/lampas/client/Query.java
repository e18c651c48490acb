package lampas.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Printer;

/**
 * A question in PromQL, which any {@link Backend} answers. Immutable.
 *
 * @param promql the expression
 * @param time when it is evaluated
 * @param timeout how long the backend may take; empty for its own limit
 * @param lookback how long an instant selector looks back; empty for the backend's own, and not
 *     every backend heeds it
 * @param limit the most series in the answer; empty for no limit
 * @param statistics whether the answer tells of its cost
 */
public record Query(
    String promql,
    QueryTime time,
    Optional<Duration> timeout,
    Optional<Duration> lookback,
    OptionalInt limit,
    boolean statistics) {
  public Query {
    requirePositive("timeout", timeout);
    requirePositive("lookback", lookback);
    if (limit.isPresent() && limit.getAsInt() <= 0) {
      throw new IllegalArgumentException("limit: " + limit.getAsInt() + " (expected: > 0)");
    }
  }

  /** The value of an expression at the backend's present. */
  public static Query instant(String promql) {
    return of(promql, new QueryTime.Now());
  }

  /** The value of an expression at the backend's present. */
  public static Query instant(Expression expression) {
    return instant(Printer.print(expression));
  }

  /** The values from start to end, both included, one each step. */
  public static Query range(String promql, Instant start, Instant end, Duration step) {
    return of(promql, new QueryTime.Range(start, end, step));
  }

  /** The values from start to end, both included, one each step. */
  public static Query range(Expression expression, Instant start, Instant end, Duration step) {
    return range(Printer.print(expression), start, end, step);
  }

  private static Query of(String promql, QueryTime time) {
    return new Query(promql, time, Optional.empty(), Optional.empty(), OptionalInt.empty(), false);
  }

  /** The same question at one time. */
  public Query at(Instant time) {
    return at(new QueryTime.At(time));
  }

  /** The same question at another time or range. */
  public Query at(QueryTime time) {
    return new Query(promql, time, timeout, lookback, limit, statistics);
  }

  /** The same times for another expression. */
  public Query withPromql(String promql) {
    return new Query(promql, time, timeout, lookback, limit, statistics);
  }

  public Query withTimeout(Duration timeout) {
    return new Query(promql, time, Optional.of(timeout), lookback, limit, statistics);
  }

  public Query withLookback(Duration lookback) {
    return new Query(promql, time, timeout, Optional.of(lookback), limit, statistics);
  }

  public Query withLimit(int series) {
    return new Query(promql, time, timeout, lookback, OptionalInt.of(series), statistics);
  }

  public Query withStatistics() {
    return new Query(promql, time, timeout, lookback, limit, true);
  }

  private static void requirePositive(String what, Optional<Duration> duration) {
    duration.ifPresent(given -> {
      if (given.toMillis() <= 0) {
        throw new IllegalArgumentException(what + ": " + given + " (expected: > 0)");
      }
    });
  }
}
