package lampas.examples.metastore.state;

import java.util.function.LongSupplier;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.lease.LeaseTable;
import lampas.examples.metastore.mvcc.KeyValueStore;

/** The parts of the state, which a snapshot replaces together. */
record Contents(KeyValueStore keys, LeaseTable leases, AuthState auth) {
  static Contents create(LongSupplier nanoTime) {
    return new Contents(KeyValueStore.create(), LeaseTable.create(nanoTime), AuthState.create());
  }
}
