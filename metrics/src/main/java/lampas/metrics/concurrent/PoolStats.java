package lampas.metrics.concurrent;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/** What a pool of workers tells about itself, asked at each scrape. Thread-safe. */
public interface PoolStats {
  /** A pool of threads, whose completed tasks have the outcome {@code completed}. */
  static PoolStats of(ThreadPoolExecutor pool) {
    return new ThreadPoolStats(pool);
  }

  /** A pool that steals work; it does not tell how many tasks it has completed. */
  static PoolStats of(ForkJoinPool pool) {
    return new ForkJoinPoolStats(pool);
  }

  /** Workers that work. */
  int active();

  /** Workers that there are. */
  int size();

  /** Tasks that wait for a worker. */
  long queued();

  /** How many tasks may wait; empty if there is no limit or nobody knows it. */
  default OptionalInt queueCapacity() {
    return OptionalInt.empty();
  }

  /** How many tasks ended in which way, since the start; empty if the pool does not know. */
  default Map<String, Long> processed() {
    return Map.of();
  }
}
