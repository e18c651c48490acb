package lampas.metrics.grpc.dialect;

/** Records the calls of one method; safe to call from any thread. */
public interface CallRecorder extends AttemptRecorder {
  /** A message of a call has come in. */
  void received();

  /** A message of a call has gone out. */
  void sent();
}
