package lampas.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lampas.metrics.exposition.EncodedFamily;
import lampas.model.catalogue.MetricDefinition;

/** A collector and its families, gathered before any of them is written. */
final class CollectorSource implements Source {
  private static final System.Logger LOG = System.getLogger(CollectorSource.class.getName());

  private final Collector collector;
  private final SelfMetrics self;
  private final Map<String, EncodedFamily> families = new LinkedHashMap<>();

  CollectorSource(Collector collector, SelfMetrics self) {
    this.collector = collector;
    this.self = self;
    for (MetricDefinition definition : collector.definitions()) {
      families.put(definition.name(), EncodedFamily.of(definition));
    }
  }

  @Override
  public List<MetricDefinition> definitions() {
    return families.values().stream().map(EncodedFamily::definition).toList();
  }

  @Override
  public Gathered gather() {
    CollectedFamilies collected = new CollectedFamilies(families);
    try {
      collector.collect(collected);
      return collected;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      self.failedCollection(definitions());
      LOG.log(
          System.Logger.Level.WARNING, "collector of " + families.keySet() + " failed", failure);
      return writer -> {};
    }
  }
}
