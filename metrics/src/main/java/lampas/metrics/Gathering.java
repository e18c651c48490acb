package lampas.metrics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks the collectors of one scrape for their values, and goes on without those that take too long.
 *
 * <p>One thread asks one collector after the other. While one of them is slow, another thread goes
 * on with the rest, so that it costs only its own metrics.
 */
final class Gathering {
  /* A platform thread: a collector that never stops computing must not hold a carrier of virtual
  threads. */
  private static final Thread.Builder THREADS = Thread.ofPlatform().daemon().name("lampas-collect");
  /* How long one collector may hold up the others, as a part of the limit. */
  private static final int PATIENCE_PART = 10;
  private static final Duration LONGEST_PATIENCE = Duration.ofMillis(200);

  /** One collector of this scrape. */
  private static final class Task {
    final AskedSource source;
    Source.@Nullable Gathered result;
    @Nullable Thread thread;

    Task(AskedSource source) {
      this.source = source;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final Queue<Task> waiting = new ArrayDeque<>();
  private int unfinished;

  private Gathering() {}

  /** The families of all sources, in their order. */
  static List<Source.Gathered> gather(List<Source> sources, Duration limit) {
    return new Gathering().run(sources, limit);
  }

  private List<Source.Gathered> run(List<Source> sources, Duration limit) {
    List<Object> slots = new ArrayList<>(sources.size());
    for (Source source : sources) {
      slots.add(
          switch (source) {
            case InstrumentSource instruments -> instruments;
            case AskedSource asked -> enqueue(asked);
          });
    }
    await(limit.toNanos());
    List<Source.Gathered> gathered = new ArrayList<>(slots.size());
    for (Object slot : slots) {
      gathered.add(slot instanceof Task task ? resultOf(task) : (Source.Gathered) slot);
    }
    return gathered;
  }

  private Task enqueue(AskedSource source) {
    Task task = new Task(source);
    if (!source.isHanging()) {
      waiting.add(task);
      unfinished++;
    }
    return task;
  }

  private void await(long limitNanos) {
    long deadline = System.nanoTime() + limitNanos;
    long patience = Math.min(limitNanos / PATIENCE_PART, LONGEST_PATIENCE.toNanos());
    lock.lock();
    try {
      int before = -1;
      while (unfinished > 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return;
        }
        if (unfinished == before || before < 0) {
          startAnother();
        }
        before = unfinished;
        change.awaitNanos(Math.min(left, patience));
      }
    } catch (InterruptedException e) {
      /* The scrape is over: it goes without what is not there yet. */
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void startAnother() {
    if (!waiting.isEmpty()) {
      THREADS.start(this::work);
    }
  }

  private void work() {
    for (Task task = take(null); task != null; task = take(task)) {
      Source.Gathered result = task.source.gather();
      lock.lock();
      try {
        task.result = result;
      } finally {
        lock.unlock();
      }
    }
  }

  /* Ends one task and begins the next; null if there is none. */
  private @Nullable Task take(@Nullable Task done) {
    lock.lock();
    try {
      if (done != null) {
        done.thread = null;
        unfinished--;
        if (unfinished == 0) {
          change.signalAll();
        }
      }
      Task next = waiting.poll();
      if (next != null) {
        next.thread = Thread.currentThread();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private Source.Gathered resultOf(Task task) {
    lock.lock();
    try {
      if (task.result != null) {
        return task.result;
      }
      waiting.remove(task);
      task.source.giveUp(task.thread != null);
      if (task.thread != null) {
        task.thread.interrupt();
      }
      return Source.Gathered.NONE;
    } finally {
      lock.unlock();
    }
  }
}
