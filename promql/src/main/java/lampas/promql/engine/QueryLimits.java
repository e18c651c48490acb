package lampas.promql.engine;

import java.time.Duration;

/**
 * How much one query may take.
 *
 * <p>Bytes are an estimate: eight for each value that is held, a good hundred for each series, the
 * buckets of histograms, the text of labels that the query makes, and sixteen for each sample of
 * the result. The samples of the one series that a thread just reads are not among them.
 *
 * @param samples the most samples that a query may hold in memory; 50 million by default
 * @param bytes the most bytes that it may hold; a quarter of the JVM's largest heap by default
 * @param series the most series that its selectors may find in all; two million by default
 * @param timeout how long it may take; 2 minutes by default
 */
public record QueryLimits(long samples, long bytes, long series, Duration timeout) {
  private static final QueryLimits DEFAULTS =
      new QueryLimits(
          50_000_000, Runtime.getRuntime().maxMemory() / 4, 2_000_000, Duration.ofMinutes(2));

  public QueryLimits {
    requirePositive("samples", samples);
    requirePositive("bytes", bytes);
    requirePositive("series", series);
    requirePositive("timeout", timeout);
  }

  public static QueryLimits defaults() {
    return DEFAULTS;
  }

  public QueryLimits withSamples(long most) {
    return new QueryLimits(most, bytes, series, timeout);
  }

  public QueryLimits withBytes(long most) {
    return new QueryLimits(samples, most, series, timeout);
  }

  public QueryLimits withSeries(long most) {
    return new QueryLimits(samples, bytes, most, timeout);
  }

  public QueryLimits withTimeout(Duration longest) {
    return new QueryLimits(samples, bytes, series, longest);
  }

  private static void requirePositive(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("maximum " + what + ": " + value + " (expected: > 0)");
    }
  }

  static void requirePositive(String what, Duration duration) {
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException(what + ": " + duration.toMillis() + "ms (expected: > 0)");
    }
  }
}
