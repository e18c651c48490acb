package lampas.server.proxy.tenant;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.label.Matcher;

/**
 * Who asks, as far as the gateway is concerned.
 *
 * @param name what logs and metrics call it
 * @param labels what all of its series have; at least one
 * @param limits how much it may ask
 */
public record Tenant(String name, List<ForcedLabel> labels, TenantLimits limits) {
  public Tenant {
    labels = List.copyOf(labels);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("tenant: no name (expected: one)");
    }
    if (labels.isEmpty()) {
      throw new IllegalArgumentException(
          "tenant " + name + ": no matchers (expected: at least one, such as tenant: a)");
    }
    if (labels.stream().map(ForcedLabel::name).distinct().count() < labels.size()) {
      throw new IllegalArgumentException(
          "tenant " + name + ": a label comes twice (expected: one matcher a label)");
    }
  }

  /** The conditions for every selector. */
  public List<Matcher> matchers() {
    return labels.stream().map(ForcedLabel::matcher).toList();
  }

  /** Whether all series that the matchers find are the tenant's. */
  public boolean isImpliedBy(Collection<Matcher> matchers) {
    return labels.stream().allMatch(label -> label.isImpliedBy(matchers));
  }

  /** Whether something with these labels is the tenant's. */
  public boolean owns(Map<String, String> labelled) {
    return labels.stream()
        .allMatch(label -> {
          String value = labelled.get(label.name());
          return value != null && label.values().contains(value);
        });
  }

  /** The forced label of this name. */
  public Optional<ForcedLabel> label(String named) {
    return labels.stream().filter(label -> label.name().equals(named)).findFirst();
  }
}
