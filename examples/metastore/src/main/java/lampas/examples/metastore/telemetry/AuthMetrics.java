package lampas.examples.metastore.telemetry;

import lampas.examples.metastore.auth.AuthObserver;
import lampas.metrics.Counter;
import lampas.metrics.EnumSeries;
import lampas.metrics.Registry;

/** Who could say who they are. Thread-safe. */
final class AuthMetrics implements AuthObserver {
  /** What a check of a password gave. */
  enum Result {
    SUCCESS,
    FAILURE
  }

  private final EnumSeries<Result, Counter> authentications;

  AuthMetrics(Registry registry) {
    authentications = registry.counters(Definitions.AUTHENTICATIONS).by(Result.class);
  }

  @Override
  public void authenticated(boolean succeeded) {
    authentications.of(succeeded ? Result.SUCCESS : Result.FAILURE).increment();
  }
}
