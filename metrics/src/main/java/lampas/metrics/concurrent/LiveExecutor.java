package lampas.metrics.concurrent;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A measured executor that has not terminated yet.
 *
 * @param pool the same executor, if its queue can be asked for its length
 */
record LiveExecutor(
    String name, ExecutorService executor, TaskMeter meter, Optional<ThreadPoolExecutor> pool) {
  long waiting() {
    return pool.map(asked -> (long) asked.getQueue().size()).orElseGet(meter::waiting);
  }

  /** Whether it has terminated; what has not run by then never will, and is counted so. */
  boolean isOver() {
    if (!executor.isTerminated()) {
      return false;
    }
    meter.closed();
    return true;
  }
}
