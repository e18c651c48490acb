package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import java.util.List;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/**
 * What is wrong with a request whatever the state is, so that it does not get into the log.
 *
 * <p>In the order of etcd's checks (api/v3rpc/key.go of its server), which decides what error a
 * request with several faults gets.
 */
final class RequestChecks {
  /** How many comparisons, or operations in a branch, a transaction may have, as in etcd. */
  static final int MOST_OPERATIONS = 128;

  private RequestChecks() {}

  static void check(RangeRequest request) {
    requireKey(request.getKey());
    if (request.getSortOrder() == RangeRequest.SortOrder.UNRECOGNIZED
        || request.getSortTarget() == RangeRequest.SortTarget.UNRECOGNIZED) {
      throw new EtcdException(EtcdError.INVALID_SORT_OPTION);
    }
  }

  static void check(PutRequest request) {
    requireKey(request.getKey());
    if (request.getIgnoreValue() && !request.getValue().isEmpty()) {
      throw new EtcdException(EtcdError.VALUE_PROVIDED);
    }
    if (request.getIgnoreLease() && request.getLease() != 0) {
      throw new EtcdException(EtcdError.LEASE_PROVIDED);
    }
  }

  static void check(DeleteRangeRequest request) {
    requireKey(request.getKey());
  }

  static void check(TxnRequest request) {
    check(request, MOST_OPERATIONS);
    TxnWrites.check(request);
  }

  /* A transaction in a transaction has what the outer one left of the limit. */
  private static void check(TxnRequest request, int most) {
    int operations =
        Math.max(
            request.getCompareCount(), Math.max(request.getSuccessCount(), request.getFailureCount()));
    if (operations > most) {
      throw new EtcdException(EtcdError.TOO_MANY_OPS);
    }
    for (Compare compare : request.getCompareList()) {
      requireKey(compare.getKey());
    }
    check(request.getSuccessList(), most - operations);
    check(request.getFailureList(), most - operations);
  }

  private static void check(List<RequestOp> operations, int most) {
    for (RequestOp operation : operations) {
      switch (operation.getRequestCase()) {
        case REQUEST_RANGE -> check(operation.getRequestRange());
        case REQUEST_PUT -> check(operation.getRequestPut());
        case REQUEST_DELETE_RANGE -> check(operation.getRequestDeleteRange());
        case REQUEST_TXN -> check(operation.getRequestTxn(), most);
        case REQUEST_NOT_SET -> throw new EtcdException(EtcdError.KEY_NOT_FOUND);
      }
    }
  }

  private static void requireKey(ByteString key) {
    if (key.isEmpty()) {
      throw new EtcdException(EtcdError.EMPTY_KEY);
    }
  }
}
