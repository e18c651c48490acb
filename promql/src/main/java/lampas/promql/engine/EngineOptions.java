package lampas.promql.engine;

import java.time.Duration;
import java.util.Objects;

/**
 * The settings of an {@link Engine}.
 *
 * @param lookback how long an instant selector finds a series' last sample; 5 minutes by default
 * @param maximumSamples the most samples that one query may hold in memory; 50 million by default
 * @param timeout how long one query may take; 2 minutes by default
 * @param subqueryStep the step of subqueries that name none; 1 minute by default
 * @param nameRemoval when metric names are dropped; at once by default
 */
public record EngineOptions(
    Duration lookback,
    long maximumSamples,
    Duration timeout,
    Duration subqueryStep,
    NameRemoval nameRemoval) {
  private static final EngineOptions DEFAULTS =
      new EngineOptions(
          Duration.ofMinutes(5),
          50_000_000,
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          NameRemoval.IMMEDIATE);

  /**
   * When the metric name goes from the result of a function or operator that drops it; what the
   * feature flag {@code promql-delayed-name-removal} switches upstream.
   */
  public enum NameRemoval {
    /** With the function or operator itself. */
    IMMEDIATE,
    /** When the whole query is done, so that names can still be grouped by and copied. */
    DELAYED
  }

  public EngineOptions {
    requirePositive("lookback", lookback);
    requirePositive("timeout", timeout);
    requirePositive("subquery step", subqueryStep);
    Objects.requireNonNull(nameRemoval, "nameRemoval");
    if (maximumSamples <= 0) {
      throw new IllegalArgumentException("maximum samples: " + maximumSamples + " (expected: > 0)");
    }
  }

  /** The defaults, which are those of Prometheus 3. */
  public static EngineOptions defaults() {
    return DEFAULTS;
  }

  public EngineOptions withLookback(Duration lookback) {
    return new EngineOptions(lookback, maximumSamples, timeout, subqueryStep, nameRemoval);
  }

  public EngineOptions withMaximumSamples(long maximumSamples) {
    return new EngineOptions(lookback, maximumSamples, timeout, subqueryStep, nameRemoval);
  }

  public EngineOptions withTimeout(Duration timeout) {
    return new EngineOptions(lookback, maximumSamples, timeout, subqueryStep, nameRemoval);
  }

  public EngineOptions withSubqueryStep(Duration subqueryStep) {
    return new EngineOptions(lookback, maximumSamples, timeout, subqueryStep, nameRemoval);
  }

  public EngineOptions withNameRemoval(NameRemoval nameRemoval) {
    return new EngineOptions(lookback, maximumSamples, timeout, subqueryStep, nameRemoval);
  }

  static void requirePositive(String what, Duration duration) {
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException(what + ": " + duration.toMillis() + "ms (expected: > 0)");
    }
  }
}
