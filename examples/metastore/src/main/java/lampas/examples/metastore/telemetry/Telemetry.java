package lampas.examples.metastore.telemetry;

import lampas.examples.metastore.auth.AuthObserver;
import lampas.examples.metastore.raft.RaftObserver;
import lampas.examples.metastore.raft.ReplicatedLog;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.state.StateObserver;
import lampas.examples.metastore.watch.WatchObserver;
import lampas.metrics.Registry;
import lampas.metrics.jvm.JvmMetrics;

/**
 * Who sees what the parts of a node do.
 *
 * @param state sees keys, leases and rights
 * @param raft sees the log
 * @param auth sees who logs in
 * @param watch sees watchers
 */
public record Telemetry(
    StateObserver state, RaftObserver raft, AuthObserver auth, WatchObserver watch) {
  /** Sees nothing and costs nothing. */
  public static final Telemetry OFF =
      new Telemetry(StateObserver.NONE, RaftObserver.NONE, AuthObserver.NONE, WatchObserver.NONE);

  /**
   * Counts everything in a registry, with the JVM's and the process's metrics beside it; series
   * whose labels are known are there at 0 from now on.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has one of the names
   */
  public static Telemetry recordingIn(Registry registry) {
    StorageMetrics storage = StorageMetrics.register(registry);
    Telemetry telemetry =
        new Telemetry(
            new StateMetrics(registry, storage),
            new RaftMetrics(registry, storage),
            new AuthMetrics(registry),
            new WatchMetrics(registry));
    JvmMetrics.register(registry);
    return telemetry;
  }

  /** Adds what is asked for at each scrape: sizes, revision, the place in the log. */
  public static void ask(Registry registry, String node, MetadataState state, ReplicatedLog log) {
    registry.register(new StatusCollector(node, state::revision, state::size, log::status));
  }
}
