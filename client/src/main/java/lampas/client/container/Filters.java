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
            "filter: "
                + label.text()
                + " (expected: a label of containers; metric and value type are given by"
                + " themselves)");
      }
      if (value.isEmpty()) {
        throw ContainerException.user(
            "filter " + label.text() + ": empty value (expected: an identifier)");
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
