package lampas.client.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a number of calls through at a time, lets a number wait in order, and refuses the rest. */
public final class CallLimit {
  private final ConcurrencySettings settings;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();

  public CallLimit(ConcurrencySettings settings) {
    this.settings = settings;
    this.free = new Semaphore(settings.calls(), true);
  }

  /**
   * Waits for a turn, which {@link #leave()} ends.
   *
   * @throws TransportException {@code Busy} at once if too many wait already, {@code TimedOut} if
   *     there was no turn in time, {@code Interrupted}
   */
  public void enter(Duration atMost) throws TransportException {
    if (free.tryAcquire()) {
      return;
    }
    if (waiting.incrementAndGet() > settings.waiting()) {
      waiting.decrementAndGet();
      throw new TransportException(new TransportFault.Busy(settings.calls(), settings.waiting()));
    }
    try {
      if (!free.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new TransportException(new TransportFault.TimedOut(atMost));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TransportException(new TransportFault.Interrupted(), interrupted);
    } finally {
      waiting.decrementAndGet();
    }
  }

  /** Ends a turn. */
  public void leave() {
    free.release();
  }

  /** How many calls have their turn. */
  public int inFlight() {
    return settings.calls() - free.availablePermits();
  }
}
