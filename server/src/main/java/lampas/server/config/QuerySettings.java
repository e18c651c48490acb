package lampas.server.config;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import lampas.promql.Dialect;

/**
 * The {@code query} section: the limits of queries.
 *
 * @param timeout how long a query may take, default 2m
 * @param maxSamples how many samples a query may hold in memory, default 50,000,000
 * @param maxBytes how many bytes a query may hold in memory; empty, which is the default, for a
 *     quarter of the JVM's heap
 * @param maxSeries how many series the selectors of a query may find, default 2,000,000
 * @param lookbackDelta how far back an instant looks for its sample, default 5m
 * @param maxConcurrency how many queries run at once, default 20
 * @param dialect which Prometheus queries are read and evaluated like, default Prometheus 3
 * @param features experimental parts of PromQL that are on, by default none
 */
public record QuerySettings(
    Duration timeout,
    int maxSamples,
    OptionalLong maxBytes,
    int maxSeries,
    Duration lookbackDelta,
    int maxConcurrency,
    Dialect dialect,
    Set<Feature> features) {
  public QuerySettings {
    features = Set.copyOf(features);
  }
}
