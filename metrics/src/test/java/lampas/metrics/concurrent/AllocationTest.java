package lampas.metrics.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import org.junit.jupiter.api.Test;

/** What a measured task leaves to the garbage collector. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int TASKS = 10_000;

  private final ExecutorService direct = new DirectExecutor();
  private final ExecutorService measured =
      ExecutorMetrics.register(Registry.create()).measure("e", direct);

  @Test
  void aTaskThatIsExecutedNeedsItsWrapperOnly() {
    long bytes = bytesOf(measured) - bytesOf(direct);

    assertThat(bytes).isBetween(0L, 32L);
  }

  @Test
  void aTaskThatIsSubmittedNeedsAFutureThatIsALittleLarger() {
    long bytes = submitted(measured) - submitted(direct);

    assertThat(bytes).isBetween(0L, 24L);
  }

  private static long bytesOf(ExecutorService executor) {
    Runnable task = () -> {};
    return fewest(() -> executor.execute(task));
  }

  private static long submitted(ExecutorService executor) {
    Runnable task = () -> {};
    return fewest(() -> executor.submit(task).resultNow());
  }

  private static long fewest(Runnable once) {
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < TASKS; i++) {
        once.run();
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return fewest / TASKS;
  }

  private static final class DirectExecutor extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
