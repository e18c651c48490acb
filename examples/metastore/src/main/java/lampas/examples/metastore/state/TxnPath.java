package lampas.examples.metastore.state;

import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import java.util.ArrayList;
import java.util.List;
import lampas.examples.metastore.mvcc.KeyValueStore;

/**
 * Which branches a transaction takes. As in etcd this is decided before anything is written, for
 * nested transactions too.
 *
 * @param succeeded whether all comparisons hold
 * @param operations those of the branch
 * @param nested the paths of the transactions among the operations, in their order
 */
record TxnPath(boolean succeeded, List<RequestOp> operations, List<TxnPath> nested) {
  static TxnPath choose(TxnRequest request, KeyValueStore keys) {
    boolean succeeded = request.getCompareList().stream().allMatch(keys::holds);
    List<RequestOp> operations = succeeded ? request.getSuccessList() : request.getFailureList();
    List<TxnPath> nested = new ArrayList<>();
    for (RequestOp operation : operations) {
      if (operation.hasRequestTxn()) {
        nested.add(choose(operation.getRequestTxn(), keys));
      }
    }
    return new TxnPath(succeeded, operations, nested);
  }
}
