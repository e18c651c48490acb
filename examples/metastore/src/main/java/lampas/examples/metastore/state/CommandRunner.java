package lampas.examples.metastore.state;

import com.google.protobuf.Message;
import com.ibm.etcd.api.CompactionRequest;
import com.ibm.etcd.api.CompactionResponse;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.TxnRequest;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;

/**
 * Runs one command: its form is checked, then the caller's rights, then what is stored; only then
 * something is written. Errors are {@link EtcdException}, and leave everything as it was.
 */
final class CommandRunner {
  private final Contents contents;
  private final Caller caller;
  private final Rights rights;
  private final KeyOperations operations;
  private final LeaseOperations leases;

  CommandRunner(Contents contents, Caller caller, StateObserver observer) {
    this.contents = contents;
    this.caller = caller;
    this.rights = new Rights(contents.auth(), contents.leases(), caller, observer);
    this.operations = new KeyOperations(contents.keys(), contents.leases());
    this.leases = new LeaseOperations(contents.keys(), contents.leases(), rights, observer);
  }

  /** Runs a command and gives its response. */
  Message run(Command command) {
    return switch (command.getRequestCase()) {
      case PUT -> put(command.getPut());
      case DELETE_RANGE -> delete(command.getDeleteRange());
      case TXN -> txn(command.getTxn());
      case COMPACT -> compact(command.getCompact());
      case LEASE_GRANT -> leases.grant(command.getLeaseGrant());
      case LEASE_REVOKE -> leases.revoke(command.getLeaseRevoke());
      case LEASE_RENEW -> leases.renew(command.getLeaseRenew());
      case LEASE_EXPIRY -> leases.expire(command.getLeaseExpiry());
      case AUTH_ENABLE,
          AUTH_DISABLE,
          USER_ADD,
          USER_DELETE,
          USER_CHANGE_PASSWORD,
          USER_GRANT_ROLE,
          USER_REVOKE_ROLE,
          ROLE_ADD,
          ROLE_DELETE,
          ROLE_GRANT_PERMISSION,
          ROLE_REVOKE_PERMISSION ->
          withHeader(contents.auth().apply(caller, command));
      case REQUEST_NOT_SET ->
          throw new IllegalArgumentException("command: without a request (expected: one)");
    };
  }

  private Message put(PutRequest request) {
    RequestCheck.check(request);
    rights.require(request);
    operations.check(request);
    return operations.put(request);
  }

  private Message delete(DeleteRangeRequest request) {
    RequestCheck.check(request);
    rights.require(request);
    return operations.delete(request);
  }

  private Message txn(TxnRequest request) {
    RequestCheck.check(request);
    rights.require(request);
    return new Transaction(operations).run(request);
  }

  private Message compact(CompactionRequest request) {
    rights.requireAdministrator();
    contents.keys().compact(request.getRevision());
    return CompactionResponse.newBuilder().setHeader(contents.keys().header()).build();
  }

  private Message withHeader(Message response) {
    Message.Builder builder = response.toBuilder();
    var header = builder.getDescriptorForType().findFieldByName("header");
    return builder.setField(header, contents.keys().header()).build();
  }
}
