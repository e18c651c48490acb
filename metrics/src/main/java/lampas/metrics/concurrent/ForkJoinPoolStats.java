package lampas.metrics.concurrent;

import java.util.concurrent.ForkJoinPool;

/** What a pool that steals work tells. */
record ForkJoinPoolStats(ForkJoinPool pool) implements PoolStats {
  @Override
  public int active() {
    return pool.getActiveThreadCount();
  }

  @Override
  public int size() {
    return pool.getPoolSize();
  }

  @Override
  public long queued() {
    return pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount();
  }
}
