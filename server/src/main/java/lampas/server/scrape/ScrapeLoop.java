package lampas.server.scrape;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes one target again and again, on a virtual thread, until it is stopped.
 *
 * <p>Source: the run method of the scrape loop in scrape/scrape.go of Prometheus. Thread-safe.
 */
final class ScrapeLoop {
  private static final Logger LOGGER = LoggerFactory.getLogger(ScrapeLoop.class);

  /** How a loop ends. */
  private enum Ending {
    NOT_YET,
    /** The target is gone: its series become stale, unless somebody else scrapes it by then. */
    TARGET_GONE,
    /** The server ends: it may come back and go on, so nothing becomes stale. */
    SHUTDOWN
  }

  private final TargetScraper scraper;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition endingChanged = lock.newCondition();
  private final Thread thread;
  private Ending ending = Ending.NOT_YET;
  private @Nullable ScrapeDeadline current;

  private ScrapeLoop(TargetScraper scraper, Clock clock) {
    this.scraper = scraper;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("scrape " + scraper.target().url()).unstarted(this::run);
  }

  static ScrapeLoop start(TargetScraper scraper, Clock clock) {
    ScrapeLoop loop = new ScrapeLoop(scraper, clock);
    loop.thread.start();
    return loop;
  }

  TargetScraper scraper() {
    return scraper;
  }

  /** Ends the loop because its target is gone; two intervals later its series become stale. */
  void targetGone() {
    end(Ending.TARGET_GONE);
  }

  /** Ends the loop at once; a scrape under way leaves nothing behind. */
  void shutDown() {
    end(Ending.SHUTDOWN);
  }

  /** Waits until the loop has ended. */
  void join() throws InterruptedException {
    thread.join();
  }

  boolean hasEnded() {
    return !thread.isAlive();
  }

  private void end(Ending newEnding) {
    lock.lock();
    try {
      ending = newEnding;
      endingChanged.signalAll();
      if (newEnding == Ending.SHUTDOWN && current != null) {
        current.cancel();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    ScrapeTimes times = ScrapeTimes.of(scraper.target(), clock.instant());
    Instant due = times.first();
    boolean scraped = false;
    while (waitUntil(due, Ending.NOT_YET)) {
      scrape(times.timestamp(clock.instant()));
      scraped = true;
      due = times.next(due, clock.instant());
    }
    Duration interval = scraper.target().interval();
    /* If the target is only moved to another loop, its next samples are there by then, and the
    markers, which are older, are refused. */
    Instant later = due.plus(interval).plus(interval.dividedBy(10));
    if (scraped && waitUntil(later, Ending.TARGET_GONE)) {
      scraper.end(due);
    }
  }

  private void scrape(Instant time) {
    try (ScrapeDeadline deadline = ScrapeDeadline.after(scraper.target().timeout())) {
      if (announce(deadline)) {
        scraper.scrape(time, deadline);
      }
    } catch (RuntimeException | Error refused) {
      /* The store or the JVM, not the target: the next scrape may find it well again. */
      LOGGER.error("The scrape of {} was not stored", scraper.target().url(), refused);
    } finally {
      announce(null);
    }
  }

  /* Whether the loop goes on; from here on ending it at once cancels the scrape. */
  private boolean announce(@Nullable ScrapeDeadline deadline) {
    lock.lock();
    try {
      current = deadline;
      return ending != Ending.SHUTDOWN;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a time; false, at once, when the loop is to end another way than expected. */
  private boolean waitUntil(Instant due, Ending expected) {
    lock.lock();
    try {
      while (ending == expected) {
        Duration left = Duration.between(clock.instant(), due);
        if (!left.isPositive()) {
          return true;
        }
        if (endingChanged.awaitNanos(left.toNanos()) <= 0) {
          return ending == expected;
        }
      }
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
