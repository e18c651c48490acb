package lampas.metrics.otlp;

import java.util.Map;
import lampas.model.catalogue.MetricDefinition;

/**
 * Units as OTLP wants them, in UCUM.
 *
 * <p>Source: OpenTelemetry, "Prometheus and OpenMetrics compatibility", metric metadata.
 */
final class OtlpUnits {
  private static final Map<String, String> UCUM =
      Map.ofEntries(
          Map.entry("seconds", "s"),
          Map.entry("milliseconds", "ms"),
          Map.entry("microseconds", "us"),
          Map.entry("nanoseconds", "ns"),
          Map.entry("minutes", "min"),
          Map.entry("hours", "h"),
          Map.entry("days", "d"),
          Map.entry("bytes", "By"),
          Map.entry("ratio", "1"),
          Map.entry("percent", "%"),
          Map.entry("celsius", "Cel"),
          Map.entry("hertz", "Hz"),
          Map.entry("meters", "m"),
          Map.entry("volts", "V"),
          Map.entry("amperes", "A"),
          Map.entry("joules", "J"),
          Map.entry("watts", "W"),
          Map.entry("grams", "g"));

  private OtlpUnits() {}

  /**
   * The unit; empty if there is none.
   *
   * <p>A receiver that translates back puts the unit at the end of a name that lacks it. So a name
   * without its unit, which only an unusual one can be, is pushed without the unit: it arrives as
   * it is. The same goes for a unit that UCUM does not have: braces say that it is a remark.
   */
  static String of(MetricDefinition definition) {
    String unit = definition.unit().name();
    if (unit.isEmpty() || !definition.familyName().endsWith("_" + unit)) {
      return "";
    }
    return UCUM.getOrDefault(unit, "{" + unit + "}");
  }
}
