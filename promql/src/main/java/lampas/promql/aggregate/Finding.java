package lampas.promql.aggregate;

/** What an aggregation of histograms may find out that is worth saying. */
public enum Finding {
  /** Numbers and histograms were in one group, which therefore has no result. */
  MIXED_SAMPLES,
  /** A histogram was left out, because the operator is for numbers only. */
  HISTOGRAM_IGNORED,
  /** Exponential and custom buckets were in one group, which therefore has no result. */
  MIXED_SCHEMAS,
  /** Custom bounds differed; only the common ones are left. */
  BOUNDS_RECONCILED,
  /** Some histograms of a group were known to be reset, others known not to be. */
  RESETS_COLLIDE;

  /** Takes what an aggregation finds out, once for each time that it does. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes a finding.
     *
     * @param metric the name of the metric of the series at which it was found out
     */
    void accept(Finding finding, String metric);
  }
}
