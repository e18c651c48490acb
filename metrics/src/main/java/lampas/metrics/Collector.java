package lampas.metrics;

import java.util.List;
import lampas.model.catalogue.MetricDefinition;

/**
 * Something whose values are looked up at each scrape: a pool, a cache, the JVM.
 *
 * <p>May be called by several scrapes at once. A collector that throws costs this scrape its own
 * metrics only, all of them; {@code lampas_metrics_failed_collections_total} counts it.
 */
public interface Collector {
  /** Every metric that {@link #collect} may give, the same list at all times. */
  List<MetricDefinition> definitions();

  /** Gives the values of this moment; a metric may have none. */
  void collect(Measurements into);
}
