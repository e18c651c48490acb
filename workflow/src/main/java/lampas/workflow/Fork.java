package lampas.workflow;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work on a thread of its own, which can be interrupted without hitting anything else. */
final class Fork<T extends @Nullable Object> {
  private enum State {
    RUNNING,
    ENDED,
    ABANDONED
  }

  private final Workflows workflows;
  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private @Nullable T result;
  private @Nullable Throwable thrown;

  private Fork(Workflows workflows, Callable<T> work, Consumer<? super Fork<T>> whenEnded) {
    this.workflows = workflows;
    this.thread = workflows.options().threads().newThread(() -> run(work, whenEnded));
  }

  /**
   * Starts work.
   *
   * @param whenEnded told on the new thread, when the result is there
   */
  static <T extends @Nullable Object> Fork<T> start(
      Workflows workflows, Callable<T> work, Consumer<? super Fork<T>> whenEnded) {
    Fork<T> fork = new Fork<>(workflows, work, whenEnded);
    fork.thread.start();
    return fork;
  }

  /** Waits for the end; false if the time was over before. */
  boolean await(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** What the work threw; null if it returned. Known once it has ended. */
  @Nullable Throwable thrown() {
    return thrown;
  }

  /** What the work gave, or throws what it threw. Known once it has ended. */
  T result() throws Exception {
    if (thrown != null) {
      throw rethrown(thrown);
    }
    return value();
  }

  /** What the work gave. Known once it has returned. */
  @SuppressWarnings("NullAway") // It is a T, null or not.
  T value() {
    return result;
  }

  /** What was thrown, to be thrown again as it is. */
  static Exception rethrown(@Nullable Throwable thrown) {
    return switch (thrown) {
      case Exception failure -> failure;
      case Error failure -> throw failure;
      case null, default -> throw new AssertionError("neither an exception nor an error", thrown);
    };
  }

  void interrupt() {
    thread.interrupt();
  }

  /**
   * Waits a little for one that was interrupted; one that goes on is left to itself, and counted
   * for as long as it does.
   *
   * @param since when the waiting began, which may be for several
   * @return whether it has ended
   */
  boolean awaitOrAbandon(long since) {
    Duration grace = workflows.options().grace();
    try {
      if (await(grace.toNanos() - (System.nanoTime() - since))) {
        return true;
      }
    } catch (InterruptedException e) {
      /* Whoever waits is to end as well: no more waiting, but the interruption is kept. */
      Thread.currentThread().interrupt();
    }
    if (state.compareAndSet(State.RUNNING, State.ABANDONED)) {
      workflows.abandoned().increment();
      return false;
    }
    return true;
  }

  private void run(Callable<T> work, Consumer<? super Fork<T>> whenEnded) {
    try {
      result = work.call();
    } catch (Throwable failure) {
      thrown = failure;
    } finally {
      if (!state.compareAndSet(State.RUNNING, State.ENDED)) {
        workflows.abandoned().decrement();
      }
      ended.countDown();
      whenEnded.accept(this);
    }
  }
}
