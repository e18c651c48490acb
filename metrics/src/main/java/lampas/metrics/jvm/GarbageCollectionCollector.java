package lampas.metrics.jvm;

import java.lang.management.GarbageCollectorMXBean;
import java.util.List;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.catalogue.Unit;

/** How often and how long garbage was collected. */
final class GarbageCollectionCollector implements Collector {
  private static final MetricDefinition COLLECTIONS =
      MetricDefinition.of(MetricKind.SUMMARY, "jvm_gc_collection_seconds")
          .unit(Unit.SECONDS)
          .help("Time spent collecting garbage, by collector.")
          .label("gc", LabelDomain.bounded(16))
          .owner("lampas-metrics")
          .build();

  private final List<GarbageCollectorMXBean> collectors;

  GarbageCollectionCollector(List<GarbageCollectorMXBean> collectors) {
    this.collectors = List.copyOf(collectors);
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(COLLECTIONS);
  }

  @Override
  public void collect(Measurements into) {
    for (GarbageCollectorMXBean collector : collectors) {
      long count = collector.getCollectionCount();
      long millis = collector.getCollectionTime();
      if (count >= 0 && millis >= 0) {
        into.summary(COLLECTIONS, count, millis / 1e3, collector.getName());
      }
    }
  }
}
