package lampas.client.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a preset: which metric, which of its series, grouped by which labels.
 *
 * <p>Immutable data, checked by the preset that it is given to.
 *
 * @param metricName the metric; empty for the preset's own or default one
 * @param labels the conditions that all hold
 * @param groupBy the labels to group by; empty for the preset's default
 * @param parameters values of the placeholders that the preset declares, by name
 */
public record MetricQuerier(
    Optional<String> metricName,
    List<LabelFilter> labels,
    Optional<List<String>> groupBy,
    Map<String, String> parameters) {
  public MetricQuerier {
    labels = List.copyOf(labels);
    groupBy = groupBy.map(List::copyOf);
    parameters = Map.copyOf(parameters);
  }

  /** All series of a metric. */
  public static MetricQuerier of(String metricName) {
    return new MetricQuerier(Optional.of(metricName), List.of(), Optional.empty(), Map.of());
  }

  /** All series of the metric that the preset names. */
  public static MetricQuerier any() {
    return new MetricQuerier(Optional.empty(), List.of(), Optional.empty(), Map.of());
  }

  /** Only series whose label has this value. */
  public MetricQuerier where(String label, String value) {
    return where(new LabelFilter.Is(label, value));
  }

  /** Only series whose label has one of these values, which are literal. */
  public MetricQuerier whereAnyOf(String label, List<String> values) {
    return where(new LabelFilter.AnyOf(label, values));
  }

  /** Only series for which the condition holds. */
  public MetricQuerier where(LabelFilter filter) {
    List<LabelFilter> more = new ArrayList<>(labels);
    more.add(filter);
    return new MetricQuerier(metricName, more, groupBy, parameters);
  }

  /** Grouped by these labels and no others; none at all is possible. */
  public MetricQuerier by(String... names) {
    return by(List.of(names));
  }

  /** Grouped by these labels and no others; none at all is possible. */
  public MetricQuerier by(List<String> names) {
    return new MetricQuerier(metricName, labels, Optional.of(names), parameters);
  }

  /** With a value for a placeholder that the preset declares. */
  public MetricQuerier with(String parameter, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(parameter, value);
    return new MetricQuerier(metricName, labels, groupBy, more);
  }

  /** With a number for a placeholder that the preset declares. */
  public MetricQuerier with(String parameter, double value) {
    return with(parameter, Double.toString(value));
  }
}
