package lampas.metrics.prometheus;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import lampas.metrics.Registry;
import lampas.metrics.ScrapeRequest;

/**
 * The metrics of a Lampas registry, for an {@code io.prometheus} 1.x registry: {@code
 * prometheusRegistry.register(LampasCollector.of(registry))}.
 *
 * <p>All kinds are kept, with exemplars, native buckets and times of creation. Thread-safe.
 */
public final class LampasCollector implements MultiCollector {
  private final Registry registry;

  private LampasCollector(Registry registry) {
    this.registry = registry;
  }

  public static LampasCollector of(Registry registry) {
    return new LampasCollector(registry);
  }

  @Override
  public MetricSnapshots collect() {
    SnapshotWriter writer = new SnapshotWriter();
    try {
      registry.gather(ScrapeRequest.ALL).write(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.snapshots();
  }
}
