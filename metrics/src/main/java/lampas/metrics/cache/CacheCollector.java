package lampas.metrics.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.MetricDefinition;

/** What caches tell. */
final class CacheCollector implements Collector {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MetricDefinition hits;
  private final MetricDefinition misses;
  private final MetricDefinition loads;
  private final MetricDefinition loadDuration;
  private final MetricDefinition evictions;
  private final MetricDefinition size;
  private final MetricDefinition weight;
  private final Map<String, CacheStats> caches;

  CacheCollector(CacheDefinitions definitions, Map<String, CacheStats> caches) {
    this.hits = definitions.hits();
    this.misses = definitions.misses();
    this.loads = definitions.loads();
    this.loadDuration = definitions.loadDuration();
    this.evictions = definitions.evictions();
    this.size = definitions.size();
    this.weight = definitions.weight();
    this.caches = caches;
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(hits, misses, loads, loadDuration, evictions, size, weight);
  }

  @Override
  public void collect(Measurements into) {
    caches.forEach((name, cache) -> collect(into, name, cache));
  }

  private void collect(Measurements into, String name, CacheStats cache) {
    into.value(hits, (double) cache.hits(), name);
    into.value(misses, (double) cache.misses(), name);
    cache.loads().ifPresent(done -> loads(into, name, done));
    cache
        .evictions()
        .forEach((cause, count) -> into.value(evictions, (double) (long) count, name, cause));
    cache.size().ifPresent(entries -> into.value(size, (double) entries, name));
    cache.weight().ifPresent(sum -> into.value(weight, (double) sum, name));
  }

  private void loads(Measurements into, String name, CacheLoads done) {
    into.value(loads, (double) done.succeeded(), name, "success");
    into.value(loads, (double) done.failed(), name, "failure");
    into.summary(loadDuration, done.succeeded() + done.failed(), seconds(done.time()), name);
  }

  private static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / NANOS_PER_SECOND;
  }
}
