package lampas.examples.metastore.state;

import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.ResponseHeader;
import com.ibm.etcd.api.ResponseOp;
import com.ibm.etcd.api.TxnRequest;
import com.ibm.etcd.api.TxnResponse;
import java.util.Iterator;
import lampas.examples.metastore.mvcc.KeyValueStore;

/**
 * A transaction: comparisons, then one of two lists of operations. All that can fail is checked
 * before the first operation is made. Its form was checked.
 */
final class Transaction {
  private final KeyValueStore keys;
  private final KeyOperations operations;

  Transaction(KeyOperations operations) {
    this.keys = operations.keys();
    this.operations = operations;
  }

  static boolean isReadOnly(TxnRequest request) {
    return request.getSuccessList().stream().allMatch(Transaction::isReadOnly)
        && request.getFailureList().stream().allMatch(Transaction::isReadOnly);
  }

  private static boolean isReadOnly(RequestOp operation) {
    return switch (operation.getRequestCase()) {
      case REQUEST_RANGE, REQUEST_NOT_SET -> true;
      case REQUEST_PUT, REQUEST_DELETE_RANGE -> false;
      case REQUEST_TXN -> isReadOnly(operation.getRequestTxn());
    };
  }

  TxnResponse run(TxnRequest request) {
    TxnPath path = TxnPath.choose(request, keys);
    checkPuts(path);
    checkRanges(path);
    TxnResponse.Builder response = run(path);
    return response.setHeader(keys.header()).build();
  }

  /* All puts, then all ranges: of several errors etcd tells the first in this order. */
  private void checkPuts(TxnPath path) {
    Iterator<TxnPath> nested = path.nested().iterator();
    for (RequestOp operation : path.operations()) {
      switch (operation.getRequestCase()) {
        case REQUEST_PUT -> operations.checkInTransaction(operation.getRequestPut());
        case REQUEST_TXN -> checkPuts(nested.next());
        case REQUEST_RANGE, REQUEST_DELETE_RANGE, REQUEST_NOT_SET -> {}
      }
    }
  }

  private void checkRanges(TxnPath path) {
    Iterator<TxnPath> nested = path.nested().iterator();
    for (RequestOp operation : path.operations()) {
      switch (operation.getRequestCase()) {
        case REQUEST_RANGE -> keys.requireReadable(operation.getRequestRange().getRevision());
        case REQUEST_TXN -> checkRanges(nested.next());
        case REQUEST_PUT, REQUEST_DELETE_RANGE, REQUEST_NOT_SET -> {}
      }
    }
  }

  private TxnResponse.Builder run(TxnPath path) {
    TxnResponse.Builder response = TxnResponse.newBuilder().setSucceeded(path.succeeded());
    Iterator<TxnPath> nested = path.nested().iterator();
    for (RequestOp operation : path.operations()) {
      ResponseOp.Builder result = response.addResponsesBuilder();
      switch (operation.getRequestCase()) {
        case REQUEST_RANGE -> result.setResponseRange(keys.range(operation.getRequestRange()));
        case REQUEST_PUT -> result.setResponsePut(operations.put(operation.getRequestPut()));
        case REQUEST_DELETE_RANGE ->
            result.setResponseDeleteRange(operations.delete(operation.getRequestDeleteRange()));
        case REQUEST_TXN ->
            result.setResponseTxn(
                run(nested.next()).setHeader(ResponseHeader.getDefaultInstance()));
        case REQUEST_NOT_SET ->
            throw new IllegalStateException("an operation without a request was not refused");
      }
    }
    return response;
  }
}
