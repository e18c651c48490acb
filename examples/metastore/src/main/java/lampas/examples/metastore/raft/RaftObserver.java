package lampas.examples.metastore.raft;

/** Sees what a replica does, for metrics. Must not throw and must be quick. */
public interface RaftObserver {
  /** Sees nothing. */
  RaftObserver NONE = new RaftObserver() {};

  /** A proposal of this node was committed and applied. */
  default void committed(long nanos) {}

  /** A proposal of this node failed, or nobody knows whether it did. */
  default void failed() {}

  /** The cluster has another leader than before, as this node sees it. */
  default void leaderChanged() {}

  /** A snapshot was written or installed. */
  default void snapshot(long nanos, boolean succeeded) {}
}
