package lampas.server.scrape;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The bounds of one scrape: lets go of what the scrape waits for when its time is over or nobody
 * wants it any more, and of what it left open when it has ended. Thread-safe.
 */
final class ScrapeDeadline implements AutoCloseable {
  /*
   * What a scrape waits for is closed under it rather than its thread interrupted: an interrupt
   * could hit the store in the middle of a write.
   */
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Runnable> releases = new ArrayList<>();
  private boolean expired;
  private boolean cancelled;

  private ScrapeDeadline() {}

  /** A deadline that expires by itself. */
  static ScrapeDeadline after(Duration timeout) {
    ScrapeDeadline deadline = new ScrapeDeadline();
    Thread.ofVirtual().name("scrape-deadline").start(() -> deadline.expireAfter(timeout));
    return deadline;
  }

  /** Runs an action when the scrape ends or is to end: at once if that moment is past. */
  void whenOver(Runnable release) {
    synchronized (this) {
      if (!expired && !cancelled) {
        releases.add(release);
        return;
      }
    }
    release.run();
  }

  /** Ends the scrape because nobody wants it any more. */
  void cancel() {
    synchronized (this) {
      cancelled = true;
    }
    release();
  }

  /** Whether the time was over before the scrape was. */
  synchronized boolean isExpired() {
    return expired;
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** The scrape is over: whatever it left open is let go. */
  @Override
  public void close() {
    over.countDown();
    release();
  }

  private void expireAfter(Duration timeout) {
    try {
      if (over.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException nobodyDoesThat) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      expired = true;
    }
    release();
  }

  private void release() {
    List<Runnable> actions;
    synchronized (this) {
      actions = List.copyOf(releases);
      releases.clear();
    }
    actions.forEach(Runnable::run);
  }
}
