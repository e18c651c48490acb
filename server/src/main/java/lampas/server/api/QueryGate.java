package lampas.server.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lampas.server.http.HttpProblem;

/**
 * Bounds how many queries run at once and how many wait for their turn; first come, first served.
 *
 * <p>Thread-safe.
 */
public final class QueryGate {
  private final int running;
  private final int mayWait;
  private final Semaphore slots;

  private QueryGate(int running, int waiting) {
    this.running = running;
    this.mayWait = waiting;
    this.slots = new Semaphore(running, true);
  }

  /** A gate through which at most {@code running} queries pass while {@code waiting} more wait. */
  public static QueryGate of(int running, int waiting) {
    if (running <= 0 || waiting < 0) {
      throw new IllegalArgumentException(
          "query gate: %s running, %s waiting (expected: at least 1 and 0)"
              .formatted(running, waiting));
    }
    return new QueryGate(running, waiting);
  }

  /** How many queries run now. */
  public int inFlight() {
    return running - slots.availablePermits();
  }

  /** How many queries wait for their turn. */
  public int waiting() {
    return slots.getQueueLength();
  }

  /** Waits for a turn; {@link #leave()} must follow. */
  void enter(Duration timeout) {
    if (slots.tryAcquire()) {
      return;
    }
    if (waiting() >= mayWait) {
      throw new HttpProblem(
          503,
          "unavailable",
          "queries: %s run and %s wait already (expected: fewer at once)"
              .formatted(running, mayWait));
    }
    try {
      if (!slots.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new HttpProblem(503, "timeout", "query timed out in query queue");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new HttpProblem(503, "canceled", "query was canceled in query queue");
    }
  }

  void leave() {
    slots.release();
  }
}
