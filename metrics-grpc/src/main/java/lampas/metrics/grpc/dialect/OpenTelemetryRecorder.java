package lampas.metrics.grpc.dialect;

import io.grpc.Status;
import lampas.metrics.Counter;
import lampas.metrics.Histogram;

/** Handles of what proposal A66 measures alike for a server's calls and a client's attempts. */
record OpenTelemetryRecorder(
    Counter begun,
    ByCode<Histogram> durations,
    ByCode<Histogram> sentSizes,
    ByCode<Histogram> receivedSizes)
    implements CallRecorder {
  @Override
  public void started() {
    begun.increment();
  }

  @Override
  public void received() {}

  @Override
  public void sent() {}

  @Override
  public void ended(Status.Code code, long nanos, long bytesSent, long bytesReceived) {
    durations.at(code).observe(Definitions.seconds(nanos));
    sentSizes.at(code).observe((double) bytesSent);
    receivedSizes.at(code).observe((double) bytesReceived);
  }
}
