package lampas.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a task does to the heap.
 *
 * @param allocatedBytes what all threads allocated
 * @param liveBytes the most that was in use right after a full collection, above what was in use
 *     before; collections follow one another while the task runs
 */
record PeakHeap(long allocatedBytes, long liveBytes) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /* So that the task gets on between the collections. */
  private static final Duration BETWEEN = Duration.ofMillis(20);

  static PeakHeap of(Runnable task) throws InterruptedException {
    long allocatedBefore = THREADS.getTotalThreadAllocatedBytes();
    task.run();
    long allocated = THREADS.getTotalThreadAllocatedBytes() - allocatedBefore;
    long before = live();
    AtomicBoolean done = new AtomicBoolean();
    Thread worker =
        new Thread(() -> {
          task.run();
          done.set(true);
        });
    worker.start();
    long peak = before;
    while (!done.get()) {
      peak = Math.max(peak, live());
      ServerProcess.pause(BETWEEN);
    }
    worker.join();
    return new PeakHeap(allocated, peak - before);
  }

  static long live() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
