package lampas.metrics.grpc.dialect;

import io.grpc.Status;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;

/** A client's calls under the names of gRPC proposal A66, which counts most by attempt. */
final class OpenTelemetryClientCalls implements CallFamilies {
  private final Family<Histogram> durations;

  OpenTelemetryClientCalls(Registry registry, int maximumMethods) {
    durations =
        registry.histograms(
            Definitions.seconds(
                    "grpc_client_call_duration_seconds",
                    "How long calls took for the application, attempts and waiting together.",
                    OpenTelemetryNames.LATENCIES)
                .label(OpenTelemetryNames.METHOD, Definitions.methods(maximumMethods))
                .label(OpenTelemetryNames.TARGET, OpenTelemetryNames.TARGETS)
                .label(OpenTelemetryNames.STATUS, OpenTelemetryNames.statuses())
                .build());
  }

  @Override
  public CallRecorder recorder(MethodId method, String target) {
    String name = OpenTelemetryNames.method(method);
    return new Recorder(new ByCode<>(code -> durations.with(name, target, code.name())));
  }

  private record Recorder(ByCode<Histogram> durations) implements CallRecorder {
    @Override
    public void started() {}

    @Override
    public void received() {}

    @Override
    public void sent() {}

    @Override
    public void ended(Status.Code code, long nanos, long bytesSent, long bytesReceived) {
      durations.at(code).observe(Definitions.seconds(nanos));
    }
  }
}
