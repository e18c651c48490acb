package lampas.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** CPU time and allocated bytes of the current thread between two moments. */
final class ThreadCost {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long cpuNanos = THREADS.getCurrentThreadCpuTime();
  private final long bytes = THREADS.getCurrentThreadAllocatedBytes();

  double cpuMillis() {
    return (THREADS.getCurrentThreadCpuTime() - cpuNanos) / 1e6;
  }

  long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - bytes;
  }
}
