package lampas.examples.agents;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import lampas.model.error.LampasException;

/** Waits until something holds. */
public final class Eventually {
  private static final Duration MOST = Duration.ofSeconds(30);

  private Eventually() {}

  /** Waits up to 30 seconds; what throws does not hold yet. */
  public static void holds(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + MOST.toNanos();
    Exception last = null;
    while (System.nanoTime() < end) {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (IOException | LampasException notYet) {
        last = notYet;
      }
      LockSupport.parkNanos(10_000_000);
    }
    throw new AssertionError("not within " + MOST.toSeconds() + " s: " + what, last);
  }
}
