package lampas.metrics.exposition;

import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.catalogue.Unit;

/** The lines in front of a family's samples. */
final class FamilyHeader {
  private final MetricDefinition definition;
  private final Escaping escaping;

  FamilyHeader(MetricDefinition definition, Escaping escaping) {
    this.definition = definition;
    this.escaping = escaping;
  }

  String text() {
    String name = EncodedLabels.name(definition.name(), escaping);
    return "# HELP %s %s\n# TYPE %s %s\n"
        .formatted(
            name, EscapedText.help(definition.help(), Format.TEXT), name, textType(definition));
  }

  String openMetrics() {
    MetricKind kind = openMetricsKind(definition);
    String name = EncodedLabels.name(definition.familyName(), escaping);
    Unit unit = definition.unit();
    StringBuilder out = new StringBuilder();
    out.append("# TYPE %s %s\n".formatted(name, kind.openMetricsName()));
    /* A family whose name does not end in its unit must not state it. */
    if (!unit.isNone() && definition.familyName().endsWith("_" + unit.name())) {
      out.append("# UNIT %s %s\n".formatted(name, unit.name()));
    }
    String help = EscapedText.help(definition.help(), Format.OPEN_METRICS);
    return out.append("# HELP %s %s\n".formatted(name, help)).toString();
  }

  private static String textType(MetricDefinition definition) {
    return switch (definition.kind()) {
      case COUNTER -> "counter";
      case GAUGE, INFO, STATE_SET -> "gauge";
      case HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
      case GAUGE_HISTOGRAM, UNKNOWN -> "untyped";
    };
  }

  /*
   * OpenMetrics forces suffixes on counters and info metrics. A definition whose name breaks the
   * rules on purpose keeps its name and gives up its type instead, so that queries find the same
   * samples whichever format was negotiated.
   */
  private static MetricKind openMetricsKind(MetricDefinition definition) {
    boolean sameName = definition.familyName().equals(definition.name());
    return switch (definition.kind()) {
      case COUNTER -> sameName ? MetricKind.UNKNOWN : MetricKind.COUNTER;
      case INFO -> sameName ? MetricKind.GAUGE : MetricKind.INFO;
      case GAUGE -> MetricKind.GAUGE;
      case HISTOGRAM -> MetricKind.HISTOGRAM;
      case GAUGE_HISTOGRAM -> MetricKind.GAUGE_HISTOGRAM;
      case SUMMARY -> MetricKind.SUMMARY;
      case STATE_SET -> MetricKind.STATE_SET;
      case UNKNOWN -> MetricKind.UNKNOWN;
    };
  }
}
