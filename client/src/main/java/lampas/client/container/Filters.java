package lampas.client.container;

import java.util.Map;
import java.util.TreeMap;
import lampas.promql.build.Condition;

/** Values that labels must have, as conditions. */
final class Filters {
  private Filters() {}

  static void check(Map<ContainerLabel, String> filters) {
    filters.forEach((label, value) -> {
      if (label == ContainerLabel.METRIC_NAME || label == ContainerLabel.VALUE_TYPE) {
        throw ContainerException.user(
            "filter: %s (expected: a label of containers; metric and value type are given by"
                + " themselves)".formatted(label.text()));
      }
      if (value.isEmpty()) {
        throw ContainerException.user(
            "filter %s: empty value (expected: an identifier)".formatted(label.text()));
      }
    });
  }

  static Condition[] conditions(Map<ContainerLabel, String> filters) {
    return new TreeMap<>(filters)
        .entrySet().stream()
            .map(filter -> Condition.label(filter.getKey().text()).is(filter.getValue()))
            .toArray(Condition[]::new);
  }
}
