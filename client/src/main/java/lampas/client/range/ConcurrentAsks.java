package lampas.client.range;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lampas.client.ClientFailure;
import lampas.client.RequestException;
import org.jspecify.annotations.Nullable;

/**
 * Several questions at the same time, a bounded number of them, under one deadline.
 *
 * <p>Each is asked on a virtual thread of its own. The first that fails ends the others; so does
 * the deadline, and an interruption of the thread that waits. Thread-safe: the bound holds for all
 * callers together.
 */
public final class ConcurrentAsks {
  /* Longer than anybody waits, and short enough to be counted in nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Semaphore places;
  private final LongSupplier nanoTime;

  private ConcurrentAsks(int most, LongSupplier nanoTime) {
    this.places = new Semaphore(most, true);
    this.nanoTime = nanoTime;
  }

  /** At most so many questions at a time. */
  public static ConcurrentAsks of(int most, LongSupplier nanoTime) {
    return new ConcurrentAsks(most, nanoTime);
  }

  /**
   * The answers to all questions, in their order.
   *
   * @param asks what asks a question, given the time that is left for it
   * @throws RequestException if the time is over or the waiting thread is interrupted; or whatever
   *     the first question that failed threw
   */
  public <T> List<T> all(List<Function<Duration, T>> asks, Duration timeout) {
    long deadline = deadline(timeout);
    List<Future<T>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ExecutorCompletionService<T> done = new ExecutorCompletionService<>(threads);
      try {
        for (Function<Duration, T> ask : asks) {
          running.add(done.submit(() -> one(ask, deadline, timeout)));
        }
        for (int i = 0; i < asks.size(); i++) {
          next(done, deadline, timeout);
        }
        return running.stream().map(Future::resultNow).toList();
      } finally {
        running.forEach(future -> future.cancel(true));
      }
    }
  }

  private <T> void next(ExecutorCompletionService<T> done, long deadline, Duration timeout) {
    try {
      Future<T> next = done.poll(deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new RequestException(new ClientFailure.TimedOut(timeout));
      }
      next.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RequestException(new ClientFailure.Interrupted(), interrupted);
    } catch (ExecutionException failed) {
      throw thrown(failed.getCause());
    }
  }

  /* Questions throw nothing that is checked, but for the wait for a place. */
  private static RuntimeException thrown(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      case null, default -> new RequestException(new ClientFailure.Interrupted(), cause);
    };
  }

  /**
   * The answer to one question, asked on the calling thread; it takes one of the places like all
   * others, and whoever answers keeps the deadline.
   *
   * @throws RequestException if there is no place in time or the thread is interrupted
   */
  public <T> T alone(Function<Duration, T> ask, Duration timeout) {
    try {
      return one(ask, deadline(timeout), timeout);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RequestException(new ClientFailure.Interrupted(), interrupted);
    }
  }

  private <T> T one(Function<Duration, T> ask, long deadline, Duration timeout)
      throws InterruptedException {
    if (!places.tryAcquire(deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)) {
      throw new RequestException(new ClientFailure.TimedOut(timeout));
    }
    try {
      return ask.apply(left(deadline, timeout));
    } finally {
      places.release();
    }
  }

  private long deadline(Duration timeout) {
    Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    return nanoTime.getAsLong() + bounded.toNanos();
  }

  private Duration left(long deadline, Duration timeout) {
    long nanos = deadline - nanoTime.getAsLong();
    if (nanos <= 0) {
      throw new RequestException(new ClientFailure.TimedOut(timeout));
    }
    /* A timeout is told in milliseconds; none is no timeout at all. */
    return Duration.ofMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }
}
