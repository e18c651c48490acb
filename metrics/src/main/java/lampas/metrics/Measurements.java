package lampas.metrics;

import java.util.Set;
import lampas.model.catalogue.MetricDefinition;

/**
 * Takes what a {@link Collector} measures at one scrape.
 *
 * <p>Label values stand in the order of the definition. Every method throws {@link
 * MetricsException} USER for a metric that is not one of the collector's, is of another kind or has
 * another number of labels, and for label values that came before. Belongs to one thread.
 */
public interface Measurements {
  /** The value of a counter, gauge, info or unknown. */
  void value(MetricDefinition metric, double value, String... labelValues);

  /** A state set, by the states that are on. */
  void states(MetricDefinition metric, Set<String> on, String... labelValues);

  /** The count and the sum of a summary. */
  void summary(MetricDefinition metric, long count, double sum, String... labelValues);

  /**
   * A histogram with classic buckets.
   *
   * @param counts the observations in each bucket of the definition, not accumulated, and behind
   *     them those above the last bound
   */
  void histogram(MetricDefinition metric, long[] counts, double sum, String... labelValues);
}
