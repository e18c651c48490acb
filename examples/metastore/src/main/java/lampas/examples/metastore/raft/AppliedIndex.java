package lampas.examples.metastore.raft;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** How far the log was applied, and who waits for more. */
final class AppliedIndex {
  private record Waiter(long index, CompletableFuture<Void> done) {}

  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::index));
  private final Executor executor;
  private volatile long applied = -1;
  private volatile long lastEntry = -1;

  /** Who waits is woken by the executor, never by the thread that applies. */
  AppliedIndex(Executor executor) {
    this.executor = executor;
  }

  long applied() {
    return applied;
  }

  /**
   * The last one that is an entry of ours, or may be one: the others change nothing that is read.
   */
  long lastEntry() {
    return lastEntry;
  }

  /** Everything up to and including an entry of ours is applied now. */
  void advanceToEntry(long index) {
    lastEntry = Math.max(lastEntry, index);
    advance(index);
  }

  /** Everything up to and including an index is applied now. */
  void advance(long index) {
    synchronized (waiters) {
      applied = Math.max(applied, index);
      for (Waiter next = waiters.peek();
          next != null && next.index <= applied;
          next = waiters.peek()) {
        CompletableFuture<Void> done = waiters.remove().done;
        executor.execute(() -> done.complete(null));
      }
    }
  }

  /** Done when an index is applied. */
  CompletableFuture<Void> reached(long index) {
    if (index <= applied) {
      return CompletableFuture.completedFuture(null);
    }
    synchronized (waiters) {
      if (index <= applied) {
        return CompletableFuture.completedFuture(null);
      }
      Waiter waiter = new Waiter(index, new CompletableFuture<>());
      waiters.add(waiter);
      return waiter.done;
    }
  }
}
