package lampas.examples.metastore.watch;

/** Sees watchers come and go, for metrics. Must not throw and must be quick; any thread calls. */
public interface WatchObserver {
  /** Sees nothing. */
  WatchObserver NONE = new WatchObserver() {};

  /** A watcher was created. */
  default void opened() {}

  /** A watcher that was created is no more, for whatever reason. */
  default void closed() {}

  /** Events were handed to a client's connection. */
  default void sent(int puts, int deletes) {}
}
