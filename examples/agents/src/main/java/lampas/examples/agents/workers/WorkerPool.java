package lampas.examples.agents.workers;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Logger;
import lampas.examples.agents.telemetry.EventStatus;
import lampas.metrics.concurrent.PoolStats;

/**
 * So many workers, each task on a virtual thread of its own.
 *
 * <p>A place is taken before a task is fetched, so no task waits in here. Thread-safe.
 */
final class WorkerPool implements PoolStats {
  private final int size;
  private final Semaphore places;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("worker-", 0).factory());
  private final Map<EventStatus, LongAdder> processed = new EnumMap<>(EventStatus.class);
  private final AtomicInteger active = new AtomicInteger();

  WorkerPool(int size) {
    this.size = size;
    places = new Semaphore(size);
    for (EventStatus status : EventStatus.values()) {
      processed.put(status, new LongAdder());
    }
  }

  /** Takes one to so many places; waits for the first one for a time. How many it got. */
  int takePlaces(int most, Duration wait) throws InterruptedException {
    if (!places.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      return 0;
    }
    int taken = 1;
    while (taken < most && places.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  /** Gives places back that no task was found for. */
  void giveBack(int unused) {
    places.release(unused);
  }

  /** Runs something in a place that was taken. */
  void run(Runnable work) {
    threads.execute(() -> {
      active.incrementAndGet();
      try {
        work.run();
      } finally {
        active.decrementAndGet();
        places.release();
      }
    });
  }

  void count(EventStatus status) {
    LongAdder adder = processed.get(status);
    if (adder != null) {
      adder.increment();
    }
  }

  /** Waits until nothing runs; interrupts what still does after a time. */
  void drain(Duration limit) throws InterruptedException {
    boolean idle = places.tryAcquire(size, limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!idle) {
      threads.shutdownNow();
    }
    threads.shutdown();
    boolean ended = threads.awaitTermination(5, TimeUnit.SECONDS);
    if (!ended) {
      Logger.getLogger(WorkerPool.class.getName())
          .warning("tasks did not end when they were interrupted");
    }
  }

  @Override
  public int active() {
    return active.get();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long queued() {
    return 0;
  }

  @Override
  public OptionalInt queueCapacity() {
    return OptionalInt.of(0);
  }

  @Override
  public Map<String, Long> processed() {
    Map<String, Long> counts = new HashMap<>();
    processed.forEach(
        (status, count) -> counts.put(status.name().toLowerCase(Locale.ROOT), count.sum()));
    return counts;
  }
}
