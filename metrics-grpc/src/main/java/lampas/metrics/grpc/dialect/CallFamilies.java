package lampas.metrics.grpc.dialect;

/** The metrics of calls in one dialect. */
public sealed interface CallFamilies
    permits LampasCalls, MiddlewareCalls, OpenTelemetryServerCalls, OpenTelemetryClientCalls {
  /**
   * The recorder of a method, whose series exist from now on.
   *
   * @param target what a client's channel was built for; only some dialects tell it
   */
  CallRecorder recorder(MethodId method, String target);
}
