package lampas.metrics.prometheus;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.Set;
import lampas.metrics.ForeignMetrics;
import lampas.metrics.exposition.ExpositionWriter;

/**
 * The metrics of an {@code io.prometheus} 1.x registry, for {@link
 * lampas.metrics.Registry#register( ForeignMetrics)}: those of that library, of Micrometer's
 * registry for Prometheus, of all who register there.
 *
 * <p>All kinds are kept, with exemplars, quantiles, native buckets and times of creation. A label
 * that a series lacks and another of its metric has is written as empty, which queries cannot tell
 * from a label that is not there. Thread-safe.
 */
public final class PrometheusMetrics implements ForeignMetrics {
  private final PrometheusRegistry registry;

  private PrometheusMetrics(PrometheusRegistry registry) {
    this.registry = registry;
  }

  public static PrometheusMetrics of(PrometheusRegistry registry) {
    return new PrometheusMetrics(registry);
  }

  @Override
  public String name() {
    return "io.prometheus";
  }

  @Override
  public Gathered gather() {
    MetricSnapshots snapshots = registry.scrape();
    return (writer, taken) -> write(snapshots, writer, taken);
  }

  private static void write(MetricSnapshots snapshots, ExpositionWriter writer, Set<String> taken)
      throws IOException {
    for (MetricSnapshot snapshot : snapshots) {
      SnapshotFamily family = SnapshotFamily.of(snapshot);
      if (!taken.contains(family.definition().name())) {
        family.write(writer);
      }
    }
  }
}
