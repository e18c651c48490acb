package lampas.promql.engine;

/**
 * What a query cost; the engine fills it while it evaluates.
 *
 * <p>One for each query. Thread-safe.
 */
public final class QueryStatistics {
  private long queryableSamples;
  private long peakSamples;
  private long series;

  /**
   * Samples that were looked at: those that selectors found at each step, and at each step all of
   * the window that a function goes over. A sample counts for each step that looks at it.
   */
  public synchronized long queryableSamples() {
    return queryableSamples;
  }

  /** The most samples that were held in memory at one time, see {@link QueryLimits}. */
  public synchronized long peakSamples() {
    return peakSamples;
  }

  /** How many series selectors found. */
  public synchronized long series() {
    return series;
  }

  synchronized void addQueryable(long samples) {
    queryableSamples += samples;
  }

  synchronized void addSeries(int found) {
    series += found;
  }

  synchronized void raisePeak(long samples) {
    peakSamples = Math.max(peakSamples, samples);
  }
}
