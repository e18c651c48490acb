package lampas.examples.metastore.telemetry;

import java.util.EnumMap;
import java.util.Map;
import lampas.examples.metastore.state.StateObserver;
import lampas.metrics.Counter;
import lampas.metrics.EnumSeries;
import lampas.metrics.RecordSeries;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;

/**
 * What happens to keys, leases and rights on this node. Thread-safe.
 *
 * <p>Each node applies each entry of the log, so each counts each write; and it counts those again
 * that it applies again after a start.
 */
final class StateMetrics implements StateObserver {
  /** What a check of a right gave. */
  enum Authorization {
    GRANTED,
    DENIED
  }

  record LeaseSeries(LeaseOperation operation, Status status) {}

  private final Map<Operation, StorageMetrics.Operation> operations =
      new EnumMap<>(Operation.class);
  private final RecordSeries<LeaseSeries, Counter> leases;
  private final EnumSeries<Authorization, Counter> authorizations;
  private final Counter compactions;

  StateMetrics(Registry registry, StorageMetrics storage) {
    for (Operation operation : Operation.values()) {
      operations.put(operation, storage.operation(LabelDomain.value(operation), "mvcc"));
    }
    leases = registry.counters(Definitions.LEASE_OPERATIONS).byRecord(LeaseSeries.class);
    for (LeaseOperation operation : LeaseOperation.values()) {
      for (Status status : Status.values()) {
        leases.of(new LeaseSeries(operation, status));
      }
    }
    authorizations = registry.counters(Definitions.AUTHORIZATIONS).by(Authorization.class);
    compactions = registry.counter(Definitions.COMPACTIONS);
  }

  @Override
  public void operation(Operation operation, long nanos, boolean succeeded) {
    StorageMetrics.Operation series = operations.get(operation);
    if (series != null) {
      series.ended(nanos, succeeded);
    }
  }

  @Override
  public void lease(LeaseOperation operation, boolean succeeded) {
    leases.of(new LeaseSeries(operation, Status.of(succeeded))).increment();
  }

  @Override
  public void authorization(boolean granted) {
    authorizations.of(granted ? Authorization.GRANTED : Authorization.DENIED).increment();
  }

  @Override
  public void compacted() {
    compactions.increment();
  }
}
