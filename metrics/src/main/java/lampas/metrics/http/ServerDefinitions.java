package lampas.metrics.http;

import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** What the definitions of both dialects have in common. */
final class ServerDefinitions {
  private static final String OWNER = "lampas-metrics";

  private ServerDefinitions() {}

  static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner(OWNER);
  }

  static MetricDefinition.Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner(OWNER);
  }

  static MetricDefinition.Builder seconds(String name, String help, Buckets buckets) {
    return MetricDefinition.histogram(name)
        .help(help)
        .unit(Unit.SECONDS)
        .buckets(buckets)
        .owner(OWNER);
  }

  static MetricDefinition.Builder bytes(String name, String help, Buckets buckets) {
    return MetricDefinition.histogram(name)
        .help(help)
        .unit(Unit.BYTES)
        .buckets(buckets)
        .owner(OWNER);
  }

  static LabelDomain methods() {
    return LabelDomain.bounded(KnownMethod.values().length);
  }

  /* Two more: for what no route takes, and for those past the cap. */
  static LabelDomain endpoints(HttpServerOptions options) {
    return LabelDomain.bounded(options.maximumEndpoints() + 2);
  }

  /** In the namespace of the options, if there is one. */
  static MetricDefinition named(HttpServerOptions options, MetricDefinition.Builder builder) {
    MetricDefinition plain = builder.build();
    return options.namespace().map(plain::inNamespace).orElse(plain);
  }
}
