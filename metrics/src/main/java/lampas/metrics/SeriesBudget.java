package lampas.metrics;

import java.util.concurrent.atomic.AtomicLong;

/** How many series all families of a registry may have together. Thread-safe. */
final class SeriesBudget {
  private final long most;
  private final AtomicLong taken = new AtomicLong();

  SeriesBudget(long most) {
    this.most = most;
  }

  /* Threads that make series at the same moment may exceed it by as many. */
  boolean isSpent() {
    return taken.get() >= most;
  }

  void take() {
    taken.incrementAndGet();
  }

  void giveBack(int series) {
    taken.addAndGet(-series);
  }
}
