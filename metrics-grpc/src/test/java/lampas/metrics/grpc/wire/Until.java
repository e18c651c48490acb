package lampas.metrics.grpc.wire;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import lampas.metrics.Registry;

/** Waits for conditions. */
public final class Until {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Until() {}

  /**
   * Returns when a server has heard of the end of each call; a client that hangs up at once after
   * it has cancelled a call may take that message back with the connection.
   */
  public static void nothingIsInFlight(Registry onServer) throws Exception {
    holds(() -> Page.of(onServer).nonZero("grpc_server_in_flight_requests").isEmpty());
  }

  /** Returns when the condition holds, and fails if it does not within ten seconds. */
  public static void holds(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the condition does not hold after " + LIMIT);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
