package lampas.metrics.grpc.dialect;

import io.grpc.Status;

/**
 * Records calls of one method or, where a call may have several, the attempts at them; safe to call
 * from any thread.
 */
public interface AttemptRecorder {
  /** One has begun. */
  void started();

  /**
   * One is over.
   *
   * @param nanos how long it took
   * @param bytesSent the messages that went out, compressed
   * @param bytesReceived the messages that came in, compressed
   */
  void ended(Status.Code code, long nanos, long bytesSent, long bytesReceived);
}
