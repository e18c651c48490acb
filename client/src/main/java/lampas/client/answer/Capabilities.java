package lampas.client.answer;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import lampas.promql.Dialect;

/**
 * What a backend is and can do, as it was found out.
 *
 * @param version the product's own; empty where it says none
 * @param dialect whose windows it evaluates: open on the left as Prometheus 3, or closed as
 *     Prometheus 2
 * @param pointLimit the most points that a series of a range query may have
 * @param foundAt when it was found out
 */
public record Capabilities(
    Product product,
    Optional<String> version,
    Dialect dialect,
    int pointLimit,
    Set<Feature> features,
    Instant foundAt) {
  public Capabilities {
    features = Set.copyOf(features);
  }

  public boolean can(Feature feature) {
    return features.contains(feature);
  }
}
