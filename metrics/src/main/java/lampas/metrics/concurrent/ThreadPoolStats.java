package lampas.metrics.concurrent;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadPoolExecutor;

/** What a pool of threads tells. */
record ThreadPoolStats(ThreadPoolExecutor pool) implements PoolStats {
  @Override
  public int active() {
    return pool.getActiveCount();
  }

  @Override
  public int size() {
    return pool.getPoolSize();
  }

  @Override
  public long queued() {
    return pool.getQueue().size();
  }

  @Override
  public OptionalInt queueCapacity() {
    int remaining = pool.getQueue().remainingCapacity();
    /* Queues without a limit say so in this way. */
    return remaining == Integer.MAX_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of(remaining + pool.getQueue().size());
  }

  @Override
  public Map<String, Long> processed() {
    return Map.of("completed", pool.getCompletedTaskCount());
  }
}
