package lampas.metrics.reader;

import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;

/**
 * Takes what an {@link ExpositionReader} finds, in the order of the body.
 *
 * <p>An exception of the handler ends the reading.
 *
 * @param <T> what the caller keeps for a series, such as the handle of a store
 */
public interface ExpositionHandler<T> {
  /** Makes what is kept for a series that the cache does not know. */
  T series(Labels labels);

  /** A sample without a time of its own; {@code repeated}: not the series' first in this body. */
  void sample(T series, double value, boolean repeated);

  /** A sample with a time, in milliseconds since the epoch. */
  void sampleAt(T series, double value, long timeMillis, boolean repeated);

  /** The exemplar of the sample that came before. */
  default void exemplar(T series, Exemplar exemplar) {}

  /** The type of a family. */
  default void type(String family, MetricKind kind) {}

  /** The help of a family. */
  default void help(String family, String help) {}

  /** The unit of a family; only OpenMetrics has them. */
  default void unit(String family, String unit) {}
}
