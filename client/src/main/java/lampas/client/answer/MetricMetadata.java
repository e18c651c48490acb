package lampas.client.answer;

import java.util.List;
import java.util.Map;

/**
 * What a target says about a metric.
 *
 * @param type as Prometheus writes it: {@code counter}, {@code gauge}, {@code histogram}, {@code
 *     gaugehistogram}, {@code summary}, {@code info}, {@code stateset} or {@code unknown}
 * @param help what it is; empty if nothing is said
 * @param unit its unit; empty if nothing is said
 */
public record MetricMetadata(String type, String help, String unit) {
  /** Reads {@code data} of {@code /api/v1/metadata}: by metric, different targets may differ. */
  public static Map<String, List<MetricMetadata>> read(JsonValue data) {
    return Fields.of(data).lists(MetricMetadata::of);
  }

  static MetricMetadata of(Fields fields) {
    return new MetricMetadata(fields.text("type"), fields.text("help"), fields.text("unit"));
  }
}
