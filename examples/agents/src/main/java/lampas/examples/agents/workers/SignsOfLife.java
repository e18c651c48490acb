package lampas.examples.agents.workers;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import lampas.examples.agents.queue.Deliveries;
import lampas.examples.agents.redis.RedisUnavailableException;

/** Tells the log of the tasks in hand that this process is still at them. */
final class SignsOfLife {
  private static final Logger LOGGER = Logger.getLogger(SignsOfLife.class.getName());
  private static final int CONSUMER_GONE = 20;
  private static final Duration LEAST_GONE = Duration.ofMinutes(1);
  private static final Duration MOST_APART = Duration.ofSeconds(2);

  private final Deliveries deliveries;
  private final InFlight inFlight;
  private final Outages outages;
  private final Duration claimIdle;
  private final Thread thread;
  private volatile boolean stopping;

  SignsOfLife(Deliveries deliveries, InFlight inFlight, Outages outages, Duration claimIdle) {
    this.deliveries = deliveries;
    this.inFlight = inFlight;
    this.outages = outages;
    this.claimIdle = claimIdle;
    thread = Thread.ofVirtual().name("signs-of-life").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /** Whether it runs, or was told to stop. */
  boolean isHealthy() {
    return thread.isAlive() || stopping;
  }

  void stop() throws InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join();
    try {
      deliveries.leave();
    } catch (RedisUnavailableException forgottenLater) {
      LOGGER.log(Level.FINE, "not signed off", forgottenLater);
    }
  }

  private void loop() {
    long turn = 0;
    Duration third = claimIdle.dividedBy(3);
    Duration pause = third.compareTo(MOST_APART) < 0 ? third : MOST_APART;
    while (true) {
      try {
        deliveries.touch(inFlight.entries());
        if (turn++ % CONSUMER_GONE == 0) {
          deliveries.tidy(gone());
        }
        Thread.sleep(pause);
      } catch (InterruptedException stopped) {
        return;
      } catch (RedisUnavailableException failed) {
        if (Thread.interrupted()) {
          return;
        }
        if (!Deliveries.isWithoutGroup(failed)) {
          outages.failed(failed);
        }
        if (!pausedFor(pause)) {
          return;
        }
      } catch (RuntimeException | Error defect) {
        LOGGER.log(Level.SEVERE, "a defect: tasks in hand will be taken over by others", defect);
        throw defect;
      }
    }
  }

  /** Whether it was not interrupted. */
  private static boolean pausedFor(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException stopped) {
      return false;
    }
  }

  private Duration gone() {
    Duration several = claimIdle.multipliedBy(CONSUMER_GONE);
    return several.compareTo(LEAST_GONE) < 0 ? LEAST_GONE : several;
  }
}
