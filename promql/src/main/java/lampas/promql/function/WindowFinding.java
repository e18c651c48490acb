package lampas.promql.function;

/** What a function over windows with native histograms may find out that is worth saying. */
public enum WindowFinding {
  /** The window has numbers and histograms, and the function is for one of them at a time. */
  MIXED_SAMPLES,
  /** The window has numbers and histograms, and the function looked at the numbers only. */
  HISTOGRAMS_IGNORED,
  /** A gauge histogram was taken for a counter. */
  NOT_A_COUNTER,
  /** A counter histogram was taken for a gauge. */
  NOT_A_GAUGE,
  /** The window has exponential and custom buckets, which do not go together. */
  MIXED_SCHEMAS,
  /** Custom bounds differed when histograms were added; only the common ones are left. */
  BOUNDS_RECONCILED_IN_ADDITION,
  /** The same when they were subtracted. */
  BOUNDS_RECONCILED_IN_SUBTRACTION,
  /** The same in a sum or mean over the window. */
  BOUNDS_RECONCILED_IN_AGGREGATION,
  /** Some histograms of the window were known to be reset, others known not to be. */
  RESETS_COLLIDE,
  /** The start times of two samples contradict each other. */
  START_TIMES_OVERLAP
}
