package lampas.examples.metastore.telemetry;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lampas.examples.metastore.raft.RaftStatus;
import lampas.examples.metastore.state.StateSize;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.model.catalogue.MetricDefinition;

/**
 * How much a node holds and where it is in the log, asked for at each scrape.
 *
 * @param node the node's name
 * @param revision the newest revision
 */
record StatusCollector(
    String node, LongSupplier revision, Supplier<StateSize> size, Supplier<RaftStatus> raft)
    implements Collector {
  @Override
  public List<MetricDefinition> definitions() {
    return List.of(
        Definitions.CURRENT_REVISION,
        Definitions.KEYS,
        Definitions.STORED_BYTES,
        Definitions.LEASE_ACTIVE,
        Definitions.APPLIED_INDEX,
        Definitions.COMMITTED_INDEX,
        Definitions.IS_LEADER,
        Definitions.HAS_LEADER);
  }

  @Override
  public void collect(Measurements into) {
    StateSize held = size.get();
    into.value(Definitions.CURRENT_REVISION, (double) revision.getAsLong());
    into.value(Definitions.KEYS, (double) held.keys());
    into.value(Definitions.STORED_BYTES, (double) held.bytes());
    into.value(Definitions.LEASE_ACTIVE, (double) held.leases());
    RaftStatus status = raft.get();
    into.value(Definitions.APPLIED_INDEX, (double) status.appliedIndex(), node);
    into.value(Definitions.COMMITTED_INDEX, (double) status.committedIndex(), node);
    into.value(Definitions.IS_LEADER, status.isLeader() ? 1 : 0);
    into.value(Definitions.HAS_LEADER, status.leader().isPresent() ? 1 : 0);
  }
}
