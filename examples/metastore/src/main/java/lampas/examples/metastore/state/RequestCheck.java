package lampas.examples.metastore.state;

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
 * Checks the form of requests, without looking at what is stored. Errors are {@link EtcdException};
 * what is checked first is etcd's order.
 */
public final class RequestCheck {
  /** How many comparisons, and how many operations in a branch, a transaction may have. */
  public static final int MOST_OPERATIONS = 128;

  private RequestCheck() {}

  /** Checks for EMPTY_KEY and INVALID_SORT_OPTION. */
  public static void check(RangeRequest request) {
    requireKey(request.getKey());
    if (request.getSortOrder() == RangeRequest.SortOrder.UNRECOGNIZED
        || request.getSortTarget() == RangeRequest.SortTarget.UNRECOGNIZED) {
      throw new EtcdException(EtcdError.INVALID_SORT_OPTION);
    }
  }

  /** Checks for EMPTY_KEY, VALUE_PROVIDED and LEASE_PROVIDED. */
  public static void check(PutRequest request) {
    requireKey(request.getKey());
    if (request.getIgnoreValue() && !request.getValue().isEmpty()) {
      throw new EtcdException(EtcdError.VALUE_PROVIDED);
    }
    if (request.getIgnoreLease() && request.getLease() != 0) {
      throw new EtcdException(EtcdError.LEASE_PROVIDED);
    }
  }

  /** Checks for EMPTY_KEY. */
  public static void check(DeleteRangeRequest request) {
    requireKey(request.getKey());
  }

  /**
   * Checks a transaction and all that is nested in it, both branches: TOO_MANY_OPS, KEY_NOT_FOUND
   * for an operation that says nothing, DUPLICATE_KEY, and what is checked of its operations.
   */
  public static void check(TxnRequest request) {
    check(request, MOST_OPERATIONS);
    TxnWrites.of(request.getSuccessList());
    TxnWrites.of(request.getFailureList());
  }

  /* A nested transaction may have as many as the one around it has left. */
  private static void check(TxnRequest request, int mostOperations) {
    int operations =
        Math.max(
            request.getCompareCount(),
            Math.max(request.getSuccessCount(), request.getFailureCount()));
    if (operations > mostOperations) {
      throw new EtcdException(EtcdError.TOO_MANY_OPS);
    }
    for (Compare compare : request.getCompareList()) {
      requireKey(compare.getKey());
    }
    check(request.getSuccessList(), mostOperations - operations);
    check(request.getFailureList(), mostOperations - operations);
  }

  private static void check(List<RequestOp> operations, int mostNested) {
    for (RequestOp operation : operations) {
      switch (operation.getRequestCase()) {
        case REQUEST_RANGE -> check(operation.getRequestRange());
        case REQUEST_PUT -> check(operation.getRequestPut());
        case REQUEST_DELETE_RANGE -> check(operation.getRequestDeleteRange());
        case REQUEST_TXN -> check(operation.getRequestTxn(), mostNested);
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
