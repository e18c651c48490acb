package lampas.metrics.http;

/** Records the exchanges of one method and endpoint that are over; safe to call from any thread. */
interface RouteRecorder {
  /** Makes the series of an answer 200 and of an answer 500, at 0. */
  void expect();

  /** The server has answered. */
  void answered(int status, double seconds, long requestBytes, long responseBytes);

  /** The application threw; the status is what that comes to. */
  void failed(int status, Throwable failure, double seconds, long requestBytes, long responseBytes);

  /** The client went away before it had the whole answer. */
  void disconnected(double seconds, long requestBytes, long responseBytes);
}
