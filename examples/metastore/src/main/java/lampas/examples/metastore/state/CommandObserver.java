package lampas.examples.metastore.state;

import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.state.StateObserver.LeaseOperation;
import lampas.examples.metastore.state.StateObserver.Operation;

/** Tells an observer how a command ended. */
record CommandObserver(StateObserver observer) {
  void ended(Command command, long nanos, boolean succeeded) {
    switch (command.getRequestCase()) {
      case PUT -> observer.operation(Operation.PUT, nanos, succeeded);
      case DELETE_RANGE -> observer.operation(Operation.DELETE, nanos, succeeded);
      case TXN -> observer.operation(Operation.TXN, nanos, succeeded);
      case COMPACT -> {
        observer.operation(Operation.COMPACT, nanos, succeeded);
        if (succeeded) {
          observer.compacted();
        }
      }
      case LEASE_GRANT -> observer.lease(LeaseOperation.GRANT, succeeded);
      case LEASE_REVOKE -> observer.lease(LeaseOperation.REVOKE, succeeded);
      // Told of where it is known for which lease; users and roles are not observed.
      case LEASE_RENEW,
          LEASE_EXPIRY,
          AUTH_ENABLE,
          AUTH_DISABLE,
          USER_ADD,
          USER_DELETE,
          USER_CHANGE_PASSWORD,
          USER_GRANT_ROLE,
          USER_REVOKE_ROLE,
          ROLE_ADD,
          ROLE_DELETE,
          ROLE_GRANT_PERMISSION,
          ROLE_REVOKE_PERMISSION,
          REQUEST_NOT_SET -> {}
    }
  }
}
