package lampas.examples.agents.workers;

import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import lampas.examples.agents.queue.Claims;
import lampas.examples.agents.queue.Deliveries;
import lampas.examples.agents.queue.Delivery;
import lampas.examples.agents.redis.RedisUnavailableException;

/** Fetches tasks for the places that are free: first those that were left over, then new ones. */
final class Intake {
  private static final Logger LOGGER = Logger.getLogger(Intake.class.getName());
  private static final int BATCH = 32;
  private static final Duration PLACE = Duration.ofMillis(200);
  private static final Duration RETRY = Duration.ofMillis(200);
  private static final Duration LONGEST_READ = Duration.ofMillis(500);

  private final Deliveries deliveries;
  private final WorkerPool pool;
  private final InFlight inFlight;
  private final Execution execution;
  private final Outages outages;
  private final Duration claimIdle;
  private final Thread thread;
  private volatile boolean stopping;
  private boolean groupIsThere;
  private String cursor = Claims.START;
  private long nextClaim = System.nanoTime();

  Intake(
      Deliveries deliveries,
      WorkerPool pool,
      InFlight inFlight,
      Execution execution,
      Outages outages,
      Duration claimIdle) {
    this.deliveries = deliveries;
    this.pool = pool;
    this.inFlight = inFlight;
    this.execution = execution;
    this.outages = outages;
    this.claimIdle = claimIdle;
    thread = Thread.ofVirtual().name("intake").unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  /** Whether it fetches tasks. */
  boolean isRunning() {
    return thread.isAlive() && !stopping;
  }

  /** Whether it runs, or was told to stop. */
  boolean isHealthy() {
    return thread.isAlive() || stopping;
  }

  /** Fetches no more; what was fetched goes on. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.join();
  }

  private void loop() {
    try {
      while (!stopping) {
        turn();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error defect) {
      LOGGER.log(Level.SEVERE, "a defect: no tasks are fetched any more", defect);
      throw defect;
    }
  }

  private void turn() throws InterruptedException {
    int free = pool.takePlaces(BATCH, PLACE);
    try {
      if (free > 0) {
        free = fetch(free);
        outages.succeeded();
      }
    } catch (RedisUnavailableException failed) {
      if (Deliveries.isWithoutGroup(failed)) {
        groupIsThere = false;
        LOGGER.warning(
            "the consumer group is gone: Redis has lost its data, and tasks that were accepted"
                + " before are lost with it; the group is made anew");
      } else {
        outages.failed(failed);
        Thread.sleep(RETRY);
      }
    } finally {
      pool.giveBack(free);
    }
  }

  /** How many places are left. */
  private int fetch(int free) {
    if (!groupIsThere) {
      deliveries.ensureGroup();
      groupIsThere = true;
    }
    int left = free;
    if (System.nanoTime() - nextClaim >= 0) {
      Claims claims = deliveries.claim(claimIdle, cursor, left);
      cursor = claims.next();
      left -= begin(claims.deliveries());
      if (cursor.equals(Claims.START)) {
        nextClaim = System.nanoTime() + claimIdle.dividedBy(4).toNanos();
      }
    }
    if (left > 0 && !stopping) {
      left -= begin(deliveries.read(left, readWait()));
    }
    return left;
  }

  private Duration readWait() {
    Duration quarter = claimIdle.dividedBy(4);
    Duration wait = quarter.compareTo(LONGEST_READ) < 0 ? quarter : LONGEST_READ;
    /* 0 would wait for ever. */
    return wait.toMillis() == 0 ? Duration.ofMillis(1) : wait;
  }

  private int begin(List<Delivery> fetched) {
    int begun = 0;
    for (Delivery delivery : fetched) {
      /* One's own, whose sign of life came too late, may come back to oneself. */
      if (inFlight.add(delivery)) {
        begun++;
        pool.run(() -> {
          try {
            execution.run(delivery);
          } finally {
            inFlight.remove(delivery);
          }
        });
      }
    }
    return begun;
  }
}
