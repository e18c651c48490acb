package lampas.metrics.cache;

import java.util.Optional;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.catalogue.Unit;

/** The definitions of this package, under a namespace or none. */
final class CacheDefinitions {
  private static final LabelDomain NAMES = LabelDomain.bounded(100);

  private final Optional<String> namespace;

  CacheDefinitions(Optional<String> namespace) {
    this.namespace = namespace;
  }

  MetricDefinition hits() {
    return named(counter("cache_hits_total", "Lookups that found something."));
  }

  MetricDefinition misses() {
    return named(counter("cache_misses_total", "Lookups that found nothing."));
  }

  MetricDefinition loads() {
    return named(
        counter("cache_loads_total", "Values that were computed or fetched.")
            .label("outcome", LabelDomain.closed("success", "failure")));
  }

  MetricDefinition loadDuration() {
    return named(
        MetricDefinition.of(MetricKind.SUMMARY, "cache_load_duration_seconds")
            .unit(Unit.SECONDS)
            .help("How long loads took, those that failed too.")
            .label("cache", NAMES));
  }

  MetricDefinition evictions() {
    return named(
        counter("cache_evictions_total", "Entries that the cache has thrown out, by cause.")
            .label("cause", LabelDomain.bounded(10)));
  }

  MetricDefinition size() {
    return named(gauge("cache_size", "Entries of the cache."));
  }

  MetricDefinition weight() {
    return named(gauge("cache_weight", "What the entries of the cache weigh together."));
  }

  private static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).label("cache", NAMES);
  }

  private static MetricDefinition.Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).label("cache", NAMES);
  }

  private MetricDefinition named(MetricDefinition.Builder builder) {
    MetricDefinition definition = builder.owner("lampas-metrics").build();
    return namespace.map(definition::inNamespace).orElse(definition);
  }
}
