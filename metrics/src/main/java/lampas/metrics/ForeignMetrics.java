package lampas.metrics;

import java.io.IOException;
import java.util.Set;
import lampas.metrics.exposition.ExpositionWriter;

/**
 * Metrics that another library keeps; which ones there are may change from scrape to scrape.
 *
 * <p>Like a {@link Collector} it is asked at each scrape, may be asked by several at once, and
 * costs only its own metrics when it fails or hangs.
 */
public interface ForeignMetrics {
  /** What it is called in logs and in {@code lampas_metrics_failed_collections_total}. */
  String name();

  /** Takes the values of one scrape. */
  Gathered gather();

  /** The values of one scrape. */
  interface Gathered {
    /**
     * Writes the families, each with {@link ExpositionWriter#begin} first.
     *
     * @param taken names that are not to be written because the registry has metrics of that name
     */
    void write(ExpositionWriter writer, Set<String> taken) throws IOException;
  }
}
