package lampas.client.container;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import lampas.model.label.Labels;

/**
 * What one container does.
 *
 * @param labels all labels of its series, those of the metric and the value type left out
 * @param metrics every metric that was asked for, by name
 */
public record ContainerStatistics(Labels labels, Map<String, MetricStatistics> metrics) {
  public ContainerStatistics {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }

  /** The value of a label; empty text if there is none. */
  public String label(ContainerLabel label) {
    return labels.valueOrEmpty(label.text());
  }

  /**
   * One metric.
   *
   * @throws ContainerException USER if it was not asked for
   */
  public MetricStatistics metric(String name) {
    MetricStatistics statistics = metrics.get(name);
    if (statistics == null) {
      throw ContainerException.user(
          "container metric: \"%s\" was not asked for (expected: one of %s)"
              .formatted(name, String.join(", ", metrics.keySet())));
    }
    return statistics;
  }
}
