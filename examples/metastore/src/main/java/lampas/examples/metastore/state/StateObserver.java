package lampas.examples.metastore.state;

/** Sees what a state does, for metrics. Must not throw and must be quick. */
public interface StateObserver {
  /** Sees nothing. */
  StateObserver NONE = new StateObserver() {};

  /** What was done to the stored keys, from a log entry or a read. */
  enum Operation {
    RANGE,
    PUT,
    DELETE,
    TXN,
    COMPACT
  }

  /** What happened to a lease. */
  enum LeaseOperation {
    GRANT,
    REVOKE,
    RENEW,
    EXPIRE
  }

  default void operation(Operation operation, long nanos, boolean succeeded) {}

  default void lease(LeaseOperation operation, boolean succeeded) {}

  /** A permission was checked. */
  default void authorization(boolean granted) {}

  /** History was dropped. */
  default void compacted() {}
}
