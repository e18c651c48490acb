package lampas.metrics.concurrent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.metrics.MetricsException;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.error.ErrorKind;

/** The measured executors that have not terminated, by their names. */
final class LiveExecutors implements Collector {
  private final MetricDefinition active;
  private final MetricDefinition queued;
  private final Map<String, LiveExecutor> byName = new TreeMap<>();

  LiveExecutors(ConcurrentDefinitions definitions) {
    this.active = definitions.executorActive();
    this.queued = definitions.executorQueued();
  }

  synchronized void add(LiveExecutor executor) {
    LiveExecutor known = byName.get(executor.name());
    if (known != null && !known.isOver()) {
      throw new MetricsException(
          ErrorKind.USER,
          "executor: \"%s\" is measured already (expected: a new name)".formatted(executor.name()));
    }
    byName.put(executor.name(), executor);
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(active, queued);
  }

  @Override
  public void collect(Measurements into) {
    for (LiveExecutor executor : live()) {
      into.value(active, (double) executor.meter().running(), executor.name());
      into.value(queued, (double) executor.waiting(), executor.name());
    }
  }

  private synchronized List<LiveExecutor> live() {
    byName.values().removeIf(LiveExecutor::isOver);
    return List.copyOf(byName.values());
  }
}
