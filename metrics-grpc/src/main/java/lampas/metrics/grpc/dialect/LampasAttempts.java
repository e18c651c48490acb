package lampas.metrics.grpc.dialect;

import io.grpc.Status;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Registry;

/** Attempts under our own name, also beside a dialect that has none for them. */
final class LampasAttempts implements AttemptFamilies {
  private final Family<Counter> total;

  LampasAttempts(Registry registry, int maximumMethods) {
    total =
        registry.counters(
            Definitions.counter(
                    "grpc_client_attempt_total",
                    "Attempts at calls that are over; a call that is retried has several.")
                .label("method", Definitions.methods(maximumMethods))
                .label("code", Definitions.codes(Status.Code::name))
                .build());
  }

  @Override
  public AttemptRecorder recorder(MethodId method, String target) {
    ByCode<Counter> totals = new ByCode<>(code -> total.with(method.path(), code.name()));
    totals.at(Status.Code.OK);
    return new Recorder(totals);
  }

  private record Recorder(ByCode<Counter> total) implements AttemptRecorder {
    @Override
    public void started() {}

    @Override
    public void ended(Status.Code code, long nanos, long bytesSent, long bytesReceived) {
      total.at(code).increment();
    }
  }
}
