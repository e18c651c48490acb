package lampas.promql.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What one query asks for beyond its expression and time.
 *
 * @param lookback another lookback than the engine's
 * @param timeout a timeout shorter than the engine's; a longer one has no effect
 * @param cancellation what ends the query early
 * @param text the text that an expression was parsed from, in which warnings and remarks name
 *     positions; not needed where the engine parses
 * @param statistics what is told of the cost
 */
public record QueryOptions(
    Optional<Duration> lookback,
    Optional<Duration> timeout,
    Cancellation cancellation,
    Optional<String> text,
    QueryStatistics statistics) {
  public QueryOptions {
    lookback.ifPresent(duration -> QueryLimits.requirePositive("lookback", duration));
    timeout.ifPresent(duration -> QueryLimits.requirePositive("timeout", duration));
    Objects.requireNonNull(cancellation, "cancellation");
    Objects.requireNonNull(statistics, "statistics");
  }

  /** Nothing beyond what the engine says, and a cancellation of its own. */
  public static QueryOptions none() {
    return new QueryOptions(
        Optional.empty(),
        Optional.empty(),
        new Cancellation(),
        Optional.empty(),
        new QueryStatistics());
  }

  public QueryOptions withLookback(Duration lookback) {
    return new QueryOptions(Optional.of(lookback), timeout, cancellation, text, statistics);
  }

  public QueryOptions withTimeout(Duration timeout) {
    return new QueryOptions(lookback, Optional.of(timeout), cancellation, text, statistics);
  }

  public QueryOptions withText(String text) {
    return new QueryOptions(lookback, timeout, cancellation, Optional.of(text), statistics);
  }

  public QueryOptions withStatistics(QueryStatistics statistics) {
    return new QueryOptions(lookback, timeout, cancellation, text, statistics);
  }

  public QueryOptions withCancellation(Cancellation cancellation) {
    return new QueryOptions(lookback, timeout, cancellation, text, statistics);
  }
}
