package lampas.metrics.jvm;

import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/**
 * Which version of a service runs: {@code service_info{version}}, always 1.
 *
 * <p>The name of the service is a label of everything that its registry has, so not one of this
 * metric.
 */
public final class ServiceInfo {
  private static final MetricDefinition INFO =
      MetricDefinition.info("service_info")
          .help("The version of this service.")
          .label("version", LabelDomain.bounded(1))
          .owner("lampas-metrics")
          .build();

  private ServiceInfo() {}

  /**
   * Registers it.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has the name
   */
  public static void register(Registry registry, String version) {
    registry.info(INFO, version);
  }

  /**
   * Registers it in a namespace: {@code asdlc} makes {@code asdlc_service_info}.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has the name
   */
  public static void register(Registry registry, String namespace, String version) {
    registry.info(INFO.inNamespace(namespace), version);
  }
}
