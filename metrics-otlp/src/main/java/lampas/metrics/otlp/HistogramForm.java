package lampas.metrics.otlp;

/**
 * How a histogram that has both classic and native buckets is pushed; OTLP has one kind a metric. A
 * histogram that has one of them only is pushed as that.
 */
public enum HistogramForm {
  /**
   * As an explicit-bucket histogram: {@code x_bucket} and its bounds arrive as a scrape has them.
   */
  CLASSIC,
  /** As an exponential histogram, which receivers keep as a native one. */
  NATIVE
}
