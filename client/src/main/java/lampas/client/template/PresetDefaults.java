package lampas.client.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What placeholders of a preset become if nobody says.
 *
 * <p>A default filter holds unless the querier filters by the same label; whether that is allowed
 * says the preset's list, so that a filter whose label is not listed always holds.
 *
 * @param metricName the metric
 * @param labels the conditions
 * @param groupBy the labels to group by; none by default
 * @param window how far a rate looks back; 5 minutes by default
 */
public record PresetDefaults(
    Optional<String> metricName, List<LabelFilter> labels, List<String> groupBy, Duration window) {
  private static final PresetDefaults NONE =
      new PresetDefaults(Optional.empty(), List.of(), List.of(), MetricPreset.DEFAULT_WINDOW);

  public PresetDefaults {
    labels = List.copyOf(labels);
    groupBy = List.copyOf(groupBy);
  }

  /** No metric, no filters, no groups, 5 minutes. */
  public static PresetDefaults none() {
    return NONE;
  }

  public PresetDefaults withMetricName(String name) {
    return new PresetDefaults(Optional.of(name), labels, groupBy, window);
  }

  public PresetDefaults withLabels(List<LabelFilter> filters) {
    return new PresetDefaults(metricName, filters, groupBy, window);
  }

  public PresetDefaults withGroupBy(List<String> names) {
    return new PresetDefaults(metricName, labels, names, window);
  }

  public PresetDefaults withWindow(Duration length) {
    return new PresetDefaults(metricName, labels, groupBy, length);
  }
}
