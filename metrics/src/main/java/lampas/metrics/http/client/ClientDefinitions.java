package lampas.metrics.http.client;

import lampas.metrics.http.KnownMethod;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** What the definitions of both dialects have in common. */
final class ClientDefinitions {
  private static final String OWNER = "lampas-metrics";

  private ClientDefinitions() {}

  static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner(OWNER);
  }

  static MetricDefinition.Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner(OWNER);
  }

  static MetricDefinition.Builder seconds(String name, Buckets buckets) {
    return MetricDefinition.histogram(name)
        .help("How long requests took, to the end of the body of the answer.")
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

  /* One more for those past the cap. */
  static LabelDomain hosts(HttpClientOptions options) {
    return LabelDomain.bounded(options.maximumHosts() + 1);
  }

  /** In the namespace of the options, if there is one. */
  static MetricDefinition named(HttpClientOptions options, MetricDefinition.Builder builder) {
    MetricDefinition plain = builder.build();
    return options.namespace().map(plain::inNamespace).orElse(plain);
  }
}
