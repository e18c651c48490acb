package lampas.examples.metastore.raft;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a replica tells. */
final class CountingObserver implements RaftObserver {
  final AtomicLong committed = new AtomicLong();
  final AtomicLong committedNanos = new AtomicLong();
  final AtomicLong failed = new AtomicLong();
  final AtomicLong leaderChanges = new AtomicLong();
  final AtomicLong snapshots = new AtomicLong();
  final AtomicLong failedSnapshots = new AtomicLong();

  @Override
  public void committed(long nanos) {
    committed.incrementAndGet();
    committedNanos.addAndGet(nanos);
  }

  @Override
  public void failed() {
    failed.incrementAndGet();
  }

  @Override
  public void leaderChanged() {
    leaderChanges.incrementAndGet();
  }

  @Override
  public void snapshot(long nanos, boolean succeeded) {
    (succeeded ? snapshots : failedSnapshots).incrementAndGet();
  }
}
