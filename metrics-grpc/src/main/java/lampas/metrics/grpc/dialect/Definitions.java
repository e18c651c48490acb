package lampas.metrics.grpc.dialect;

import io.grpc.Status;
import java.util.Arrays;
import java.util.function.Function;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;

/** What the definitions of this package have in common. */
final class Definitions {
  private static final double NANOS_PER_SECOND = 1e9;

  private Definitions() {}

  static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner("lampas-metrics-grpc");
  }

  static MetricDefinition.Builder seconds(String name, String help, Buckets buckets) {
    return MetricDefinition.histogram(name)
        .help(help)
        .unit(Unit.SECONDS)
        .buckets(buckets)
        .owner("lampas-metrics-grpc");
  }

  static MetricDefinition.Builder bytes(String name, String help, Buckets buckets) {
    return MetricDefinition.histogram(name)
        .help(help)
        .unit(Unit.BYTES)
        .buckets(buckets)
        .owner("lampas-metrics-grpc");
  }

  /* One more for the methods that nobody knows. */
  static LabelDomain methods(int maximumMethods) {
    return LabelDomain.bounded(maximumMethods + 1);
  }

  static LabelDomain codes(Function<Status.Code, String> name) {
    return LabelDomain.closed(Arrays.stream(Status.Code.values()).map(name).toArray(String[]::new));
  }

  static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
