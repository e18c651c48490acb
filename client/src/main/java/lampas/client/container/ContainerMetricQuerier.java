package lampas.client.container;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which series of a container metric are asked for. Values are values: none of their characters is
 * syntax. Immutable.
 *
 * @param metricName a metric of the {@link ContainerMetricTable}
 * @param valueType which value; empty for all of them
 * @param filters the values that labels must have, those of {@code metricName} and {@code
 *     valueType} left out
 * @param groupBy the labels that the result is grouped by; none keeps every series with all its
 *     labels
 */
public record ContainerMetricQuerier(
    String metricName,
    Optional<ContainerValue> valueType,
    Map<ContainerLabel, String> filters,
    List<ContainerLabel> groupBy) {
  public ContainerMetricQuerier {
    filters = Map.copyOf(filters);
    groupBy = List.copyOf(groupBy);
    Filters.check(filters);
    if (!groupBy.isEmpty() && valueType.isEmpty()) {
      throw ContainerException.user(
          "group by: all value types at once (expected: one of current, capacity, pct, because"
              + " their sum means nothing)");
    }
    if (groupBy.stream().distinct().count() != groupBy.size()) {
      throw ContainerException.user("group by: " + groupBy + " (expected: each label once)");
    }
  }

  /** All values of all containers, each series by itself. */
  public static ContainerMetricQuerier of(String metricName) {
    return new ContainerMetricQuerier(metricName, Optional.empty(), Map.of(), List.of());
  }

  /** The same for one value type. */
  public ContainerMetricQuerier withValueType(ContainerValue value) {
    return new ContainerMetricQuerier(metricName, Optional.of(value), filters, groupBy);
  }

  /** The same where a label has a value. */
  public ContainerMetricQuerier with(ContainerLabel label, String value) {
    Map<ContainerLabel, String> more = new EnumMap<>(ContainerLabel.class);
    more.putAll(filters);
    more.put(label, value);
    return new ContainerMetricQuerier(metricName, valueType, more, groupBy);
  }

  /** The same grouped by labels too; {@link #withValueType} comes first. */
  public ContainerMetricQuerier groupedBy(ContainerLabel... labels) {
    List<ContainerLabel> more = new ArrayList<>(groupBy);
    more.addAll(List.of(labels));
    return new ContainerMetricQuerier(metricName, valueType, filters, more);
  }
}
