package lampas.metrics.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;

/** The executors that the JDK has. */
enum ExecutorKind {
  FIXED,
  SINGLE,
  CACHED,
  VIRTUAL,
  FORK_JOIN,
  SCHEDULED;

  ExecutorService measured(String name, ExecutorMetrics metrics) {
    return switch (this) {
      case FIXED -> metrics.measure(name, Executors.newFixedThreadPool(2));
      case SINGLE -> metrics.measure(name, Executors.newSingleThreadExecutor());
      case CACHED -> metrics.measure(name, Executors.newCachedThreadPool());
      case VIRTUAL -> metrics.measure(name, Executors.newVirtualThreadPerTaskExecutor());
      case FORK_JOIN -> metrics.measure(name, new ForkJoinPool(2));
      case SCHEDULED -> {
        ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(2);
        yield metrics.measure(name, scheduled);
      }
    };
  }
}
