package lampas.metrics.jvm;

import java.lang.management.MemoryUsage;
import java.util.List;
import lampas.metrics.Measurements;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** The four metrics of a {@link MemoryUsage}. */
record UsageMetrics(
    MetricDefinition used,
    MetricDefinition committed,
    MetricDefinition maximum,
    MetricDefinition initial) {

  static UsageMetrics of(String prefix, String what, String label, LabelDomain domain) {
    return new UsageMetrics(
        JvmDefinitions.bytes(prefix + "_used_bytes", "Memory in use" + what)
            .label(label, domain)
            .build(),
        JvmDefinitions.bytes(prefix + "_committed_bytes", "Memory that the JVM has" + what)
            .label(label, domain)
            .build(),
        JvmDefinitions.bytes(prefix + "_max_bytes", "Memory that the JVM may have" + what)
            .label(label, domain)
            .build(),
        JvmDefinitions.bytes(prefix + "_init_bytes", "Memory that the JVM began with" + what)
            .label(label, domain)
            .build());
  }

  List<MetricDefinition> definitions() {
    return List.of(used, committed, maximum, initial);
  }

  /** Leaves out the maximum and the beginning where the JVM says that they are not defined. */
  void measure(Measurements into, MemoryUsage usage, String labelValue) {
    into.value(used, (double) usage.getUsed(), labelValue);
    into.value(committed, (double) usage.getCommitted(), labelValue);
    if (usage.getMax() >= 0) {
      into.value(maximum, (double) usage.getMax(), labelValue);
    }
    if (usage.getInit() >= 0) {
      into.value(initial, (double) usage.getInit(), labelValue);
    }
  }
}
