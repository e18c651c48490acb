package lampas.metrics.jvm;

import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** Which JVM this is. */
final class RuntimeFacts {
  private static final MetricDefinition RUNTIME =
      MetricDefinition.info("jvm_runtime_info")
          .help("The JVM that runs this process.")
          .label("version", LabelDomain.bounded(1))
          .label("vendor", LabelDomain.bounded(1))
          .label("runtime", LabelDomain.bounded(1))
          .owner("lampas-metrics")
          .build();

  private RuntimeFacts() {}

  static void register(Registry registry) {
    registry.info(
        RUNTIME,
        System.getProperty("java.runtime.version", "unknown"),
        System.getProperty("java.vm.vendor", "unknown"),
        System.getProperty("java.runtime.name", "unknown"));
  }
}
