package lampas.metrics.grpc.dialect;

/** The metrics of a client's attempts in one dialect. */
public sealed interface AttemptFamilies permits LampasAttempts, OpenTelemetryAttempts {
  /**
   * The recorder of a method.
   *
   * @param target what the channel was built for; only some dialects tell it
   */
  AttemptRecorder recorder(MethodId method, String target);
}
