package lampas.server.proxy.upstream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lampas.server.http.HttpProblem;

/** How many questions of one tenant are at the backend, and how many wait. Thread-safe. */
final class Turns {
  private final int running;
  private final int mayWait;
  private final Semaphore slots;

  Turns(int running, int mayWait) {
    this.running = running;
    this.mayWait = mayWait;
    this.slots = new Semaphore(running, true);
  }

  /** Waits for a turn; {@link #leave} must follow. */
  void enter(Duration timeout) throws InterruptedException {
    if (slots.tryAcquire()) {
      return;
    }
    if (slots.getQueueLength() >= mayWait) {
      throw new HttpProblem(
              429,
              "too_many_requests",
              "concurrency: %s requests run and %s wait already (expected: fewer at once)"
                  .formatted(running, mayWait))
          .with("Retry-After", "1");
    }
    if (!slots.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new HttpProblem(
          503, "timeout", "concurrency: no turn (expected: within " + timeout.toMillis() + " ms)");
    }
  }

  void leave() {
    slots.release();
  }
}
