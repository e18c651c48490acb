package lampas.metrics.grpc;

import lampas.metrics.Counter;
import lampas.metrics.Registry;
import lampas.metrics.grpc.limit.Rate;
import lampas.metrics.grpc.limit.TokenBucket;
import lampas.model.catalogue.MetricDefinition;

/**
 * Where a failure to record goes: it is counted and, now and then, logged, and never reaches the
 * call that was to be recorded.
 */
final class Trouble {
  private static final System.Logger LOG = System.getLogger(Trouble.class.getName());
  private static final Rate LINES = new Rate(1.0 / 60, 1);

  private final Counter failures;
  private final TokenBucket lines = new TokenBucket(LINES, System.nanoTime());

  Trouble(Registry registry, String name) {
    failures =
        registry.counter(
            MetricDefinition.counter(name)
                .help("Events of gRPC calls that could not be recorded.")
                .owner("lampas-metrics-grpc")
                .build());
  }

  void failed(Throwable failure) {
    failures.increment();
    if (lines.tryTake(System.nanoTime())) {
      LOG.log(System.Logger.Level.ERROR, "a gRPC call could not be recorded", failure);
    }
  }
}
