package lampas.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.metrics.exposition.EncodedFamily;
import lampas.model.catalogue.MetricDefinition;

/** A collector and its families, gathered before any of them is written. */
final class CollectorSource implements Source {
  private static final System.Logger LOG = System.getLogger(CollectorSource.class.getName());

  private final Collector collector;
  private final SelfMetrics self;
  private final Map<String, EncodedFamily> families = new LinkedHashMap<>();
  /* Set while a call goes on that no scrape waits for any more. */
  private final AtomicBoolean hanging = new AtomicBoolean();

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

  /** Asks the collector; nothing if it fails. */
  Gathered gather() {
    CollectedFamilies collected = new CollectedFamilies(families);
    try {
      collector.collect(collected);
      return collected;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError failure) {
      self.failedCollection(definitions(), SelfMetrics.Loss.ERROR);
      LOG.log(
          System.Logger.Level.WARNING, "collector of " + families.keySet() + " failed", failure);
      return Gathered.NONE;
    } finally {
      hanging.set(false);
    }
  }

  /** Whether it has not come back from a scrape that gave it up. */
  boolean isHanging() {
    return hanging.get();
  }

  /** Tells that a scrape goes on without it. */
  void giveUp(boolean running) {
    if (running && hanging.compareAndSet(false, true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "collector of " + families.keySet() + " takes too long, and is left alone until it ends");
    }
    self.failedCollection(definitions(), SelfMetrics.Loss.TIMEOUT);
  }
}
