package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import java.util.List;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.lease.Lease;
import lampas.examples.metastore.lease.LeaseTable;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * What a caller may do with keys and leases, by etcd's rules. Each method throws {@link
 * EtcdException} if it may not; nothing is checked while authentication is off.
 */
record Rights(AuthState auth, LeaseTable leases, Caller caller, StateObserver observer) {
  void require(RangeRequest request) {
    if (auth.enabled()) {
      read(new KeyRange(request.getKey(), request.getRangeEnd()));
    }
  }

  /**
   * A put needs to write the key and all keys of its lease, since whoever holds the lease can
   * delete them; and to read the key if it wants to see what was there.
   */
  void require(PutRequest request) {
    if (!auth.enabled()) {
      return;
    }
    KeyRange key = KeyRange.of(request.getKey());
    write(key);
    leases.find(request.getLease()).ifPresent(this::writeKeys);
    if (request.getPrevKv()) {
      read(key);
    }
  }

  void require(DeleteRangeRequest request) {
    if (!auth.enabled()) {
      return;
    }
    KeyRange range = new KeyRange(request.getKey(), request.getRangeEnd());
    write(range);
    if (request.getPrevKv()) {
      read(range);
    }
  }

  /** A transaction needs the rights of all that it may do, whichever branch is taken. */
  void require(TxnRequest request) {
    if (!auth.enabled()) {
      return;
    }
    for (Compare compare : request.getCompareList()) {
      read(new KeyRange(compare.getKey(), compare.getRangeEnd()));
    }
    require(request.getSuccessList());
    require(request.getFailureList());
  }

  private void require(List<RequestOp> operations) {
    for (RequestOp operation : operations) {
      switch (operation.getRequestCase()) {
        case REQUEST_RANGE -> require(operation.getRequestRange());
        case REQUEST_PUT -> require(operation.getRequestPut());
        case REQUEST_DELETE_RANGE -> require(operation.getRequestDeleteRange());
        case REQUEST_TXN -> require(operation.getRequestTxn());
        case REQUEST_NOT_SET -> {}
      }
    }
  }

  /** Whoever ends a lease must be allowed to write its keys. */
  void requireEnd(Lease lease) {
    if (auth.enabled()) {
      writeKeys(lease);
    }
  }

  /** Whoever looks at a lease must be allowed to read its keys. */
  void requireLook(Lease lease) {
    if (auth.enabled()) {
      lease.keys().forEach(key -> read(KeyRange.of(key)));
    }
  }

  /** Somebody who has said who they are. */
  void requireUser() {
    if (auth.enabled()) {
      observed(() -> {
        if (caller.equals(Caller.UNKNOWN)) {
          throw new EtcdException(EtcdError.INVALID_AUTH_TOKEN);
        }
        if (caller.user().isEmpty()) {
          throw new EtcdException(EtcdError.USER_EMPTY);
        }
      });
    }
  }

  void requireAdministrator() {
    if (auth.enabled()) {
      observed(() -> auth.requireAdministrator(caller));
    }
  }

  private void writeKeys(Lease lease) {
    for (ByteString key : lease.keys()) {
      write(KeyRange.of(key));
    }
  }

  private void read(KeyRange range) {
    observed(() -> auth.requireRead(caller, range));
  }

  private void write(KeyRange range) {
    observed(() -> auth.requireWrite(caller, range));
  }

  private void observed(Runnable check) {
    boolean granted = false;
    try {
      check.run();
      granted = true;
    } finally {
      observer.authorization(granted);
    }
  }
}
