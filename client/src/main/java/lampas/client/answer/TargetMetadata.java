package lampas.client.answer;

import java.util.List;
import lampas.model.label.Labels;

/**
 * What one target says about one metric.
 *
 * @param target the target's labels
 * @param metric the metric's name; the one that was asked for, where the backend leaves it out
 */
public record TargetMetadata(Labels target, String metric, MetricMetadata metadata) {
  /** Reads {@code data} of {@code /api/v1/targets/metadata}. */
  public static List<TargetMetadata> read(JsonValue data, String asked) {
    return Fields.list(
        data,
        one ->
            new TargetMetadata(
                one.labels("target"),
                one.optionalText("metric").orElse(asked),
                MetricMetadata.of(one)));
  }
}
