package lampas.examples.metastore.telemetry;

import lampas.examples.metastore.raft.RaftObserver;
import lampas.metrics.Counter;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;

/** What a node's part in the replicated log does. Thread-safe. */
final class RaftMetrics implements RaftObserver {
  private final Histogram commits;
  private final Counter proposals;
  private final Counter failed;
  private final Counter leaderChanges;
  private final StorageMetrics.Operation snapshots;

  RaftMetrics(Registry registry, StorageMetrics storage) {
    commits = registry.histogram(Definitions.COMMIT_DURATION);
    proposals = registry.counter(Definitions.PROPOSALS);
    failed = registry.counter(Definitions.PROPOSALS_FAILED);
    leaderChanges = registry.counter(Definitions.LEADER_CHANGES);
    snapshots = storage.operation("write", "snapshot");
  }

  @Override
  public void committed(long nanos) {
    proposals.increment();
    commits.observe(Definitions.seconds(nanos));
  }

  @Override
  public void failed() {
    proposals.increment();
    failed.increment();
  }

  @Override
  public void leaderChanged() {
    leaderChanges.increment();
  }

  @Override
  public void snapshot(long nanos, boolean succeeded) {
    snapshots.ended(nanos, succeeded);
  }
}
