package lampas.examples.metastore.raft;

/**
 * Sees what a replica does, for metrics. Must not throw and must be quick; called by several
 * threads.
 */
public interface RaftObserver {
  /** Sees nothing. */
  RaftObserver NONE = new RaftObserver() {};

  /** A proposal of this node was committed and applied, so long after it was made. */
  default void committed(long nanos) {}

  /**
   * A proposal of this node failed, or nobody knows whether it did. Those that were refused at
   * once, too large or too many, are not proposals.
   */
  default void failed() {}

  /**
   * This node learnt of a leader that is another one than the last it knew. The first one counts,
   * the same one in a later term does not, and neither does having none: as etcd counts its {@code
   * leader_changes_seen_total}.
   */
  default void leaderChanged() {}

  /** A snapshot was written, or one that the leader sent was installed. */
  default void snapshot(long nanos, boolean succeeded) {}
}
