package lampas.metrics.jvm;

import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricDefinition.Builder;
import lampas.model.catalogue.Unit;

/** What the definitions of this package have in common. */
final class JvmDefinitions {
  private JvmDefinitions() {}

  static Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner("lampas-metrics");
  }

  static Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner("lampas-metrics");
  }

  static Builder bytes(String name, String help) {
    return gauge(name, help).unit(Unit.BYTES);
  }
}
