package lampas.metrics.servlet.wire;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for conditions. */
public final class Until {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Until() {}

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
