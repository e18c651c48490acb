package lampas.metrics.grpc;

import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;

/** Makes what counts the events of calls that could not be recorded. */
final class Trouble {
  private Trouble() {}

  static RecordingFailures countedAs(String name, Registry registry) {
    return RecordingFailures.countedIn(
        registry.counter(
            MetricDefinition.counter(name)
                .help("Events of gRPC calls that could not be recorded.")
                .owner("lampas-metrics-grpc")
                .build()),
        System.getLogger(Trouble.class.getName()),
        "a gRPC call could not be recorded");
  }
}
