package lampas.benchmarks;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What runs the tasks. */
public enum PoolKind {
  /** The thread that submits: what is left is the cost of submitting and measuring. */
  CALLER,
  /** A virtual thread for each task. */
  VIRTUAL,
  /** A pool of one platform thread. */
  PLATFORM;

  ExecutorService make() {
    return switch (this) {
      case CALLER -> new Caller();
      case VIRTUAL -> Executors.newVirtualThreadPerTaskExecutor();
      case PLATFORM -> Executors.newSingleThreadExecutor();
    };
  }

  private static final class Caller extends AbstractExecutorService {
    private volatile boolean shutdown;

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {
      shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
      shutdown = true;
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return shutdown;
    }

    @Override
    public boolean isTerminated() {
      return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }
}
