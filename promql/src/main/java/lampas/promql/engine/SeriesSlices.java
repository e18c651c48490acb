package lampas.promql.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on many series, cut into fixed slices, that several threads do and one takes in order.
 *
 * <p>What is done for a slice must not depend on other slices. The results are taken by the thread
 * that asks, slice after slice as if it had done all the work itself: sums do not depend on who was
 * faster. Helpers are never more than a few slices ahead.
 */
final class SeriesSlices {
  /* Threads of its own for each large selection, because a library owns no pool: starting one takes
  about 0.1 ms, and a selection is cut only if it takes several. */
  private static final int LEAST_SERIES = 1_024;
  private static final int SERIES_PER_SLICE = 64;
  private static final int SLICES_AHEAD = 8;
  private static final int MOST_THREADS = 4;
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private SeriesSlices() {}

  /** Works on one series with the tools of the thread; null if there is nothing to take. */
  @FunctionalInterface
  interface Work<S, T, R> {
    @Nullable R on(S series, T tools);
  }

  /**
   * Does the work and hands on what came out, in the order of the series.
   *
   * @param tools makes what each slice needs for itself, such as buffers
   */
  static <S, T, R> void each(
      List<? extends S> series, Supplier<T> tools, Work<S, T, R> work, Consumer<R> out) {
    if (series.size() < LEAST_SERIES || PROCESSORS == 1) {
      T own = tools.get();
      for (S one : series) {
        R result = work.on(one, own);
        if (result != null) {
          out.accept(result);
        }
      }
      return;
    }
    List<FutureTask<List<R>>> tasks = new ArrayList<>();
    for (int from = 0; from < series.size(); from += SERIES_PER_SLICE) {
      List<? extends S> slice =
          series.subList(from, Math.min(from + SERIES_PER_SLICE, series.size()));
      Callable<List<R>> task =
          () -> {
            T own = tools.get();
            List<R> results = new ArrayList<>(slice.size());
            for (S one : slice) {
              R result = work.on(one, own);
              if (result != null) {
                results.add(result);
              }
            }
            return results;
          };
      tasks.add(new FutureTask<>(task));
    }
    new Run<>(tasks).take(out);
  }

  private static final class Run<R> {
    private final List<FutureTask<List<R>>> tasks;
    private final AtomicInteger claimed = new AtomicInteger();
    private final Semaphore ahead = new Semaphore(SLICES_AHEAD);
    private final AtomicBoolean over = new AtomicBoolean();

    Run(List<FutureTask<List<R>>> tasks) {
      this.tasks = tasks;
    }

    void take(Consumer<R> out) {
      List<Thread> helpers = new ArrayList<>();
      for (int i = 1; i < Math.min(PROCESSORS, MOST_THREADS); i++) {
        helpers.add(Thread.ofPlatform().daemon().name("query-helper-" + i).start(this::help));
      }
      try {
        for (int i = 0; i < tasks.size(); i++) {
          FutureTask<List<R>> task = tasks.get(i);
          while (!task.isDone() && claimed.get() < tasks.size() && ahead.tryAcquire()) {
            runNext();
          }
          List<R> results = result(task);
          results.forEach(out);
          results.clear();
          ahead.release();
        }
      } finally {
        over.set(true);
        helpers.forEach(Thread::interrupt);
        join(helpers);
      }
    }

    private static <R> List<R> result(FutureTask<List<R>> task) {
      try {
        return task.get();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw EvaluationException.cancelled();
      } catch (ExecutionException failed) {
        switch (failed.getCause()) {
          case RuntimeException known -> throw known;
          case Error serious -> throw serious;
          case null, default -> throw new IllegalStateException(failed);
        }
      }
    }

    /* They are in the midst of a slice at most, and use what the query lets go of. */
    private static void join(List<Thread> helpers) {
      boolean interrupted = false;
      for (Thread helper : helpers) {
        while (helper.isAlive()) {
          try {
            helper.join();
          } catch (InterruptedException stopped) {
            interrupted = true;
          }
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void help() {
      try {
        while (!over.get() && claimed.get() < tasks.size()) {
          ahead.acquire();
          runNext();
        }
      } catch (InterruptedException finished) {
        Thread.currentThread().interrupt();
      }
    }

    /* The permit stays with the slice until that is taken. */
    private void runNext() {
      int next = claimed.getAndIncrement();
      if (next < tasks.size()) {
        tasks.get(next).run();
      } else {
        ahead.release();
      }
    }
  }
}
