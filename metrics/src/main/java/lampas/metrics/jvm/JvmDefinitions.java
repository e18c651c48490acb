package lampas.metrics.jvm;

import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** What the definitions of this package have in common. */
final class JvmDefinitions {
  private JvmDefinitions() {}

  static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner("lampas-metrics");
  }

  static MetricDefinition.Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner("lampas-metrics");
  }

  static MetricDefinition.Builder bytes(String name, String help) {
    return gauge(name, help).unit(Unit.BYTES);
  }
}
