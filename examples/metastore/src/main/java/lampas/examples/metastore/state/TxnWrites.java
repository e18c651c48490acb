package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * What the operations of a branch may put and delete, nested ones included.
 *
 * <p>One transaction may not put a key twice, nor put one that it deletes, except in branches of
 * which only one can be taken. As in etcd, a nested transaction may delete what one before it puts.
 */
record TxnWrites(Set<ByteString> puts, KeyIntervals deletes) {
  /**
   * Collects and checks.
   *
   * @throws EtcdException DUPLICATE_KEY
   */
  static TxnWrites of(List<RequestOp> operations) {
    TxnWrites writes = new TxnWrites(new HashSet<>(), new KeyIntervals());
    for (RequestOp operation : operations) {
      if (operation.hasRequestDeleteRange()) {
        DeleteRangeRequest request = operation.getRequestDeleteRange();
        writes.deletes.add(new KeyRange(request.getKey(), request.getRangeEnd()));
      }
    }
    for (RequestOp operation : operations) {
      if (operation.hasRequestTxn()) {
        writes.addNested(operation.getRequestTxn());
      }
    }
    for (RequestOp operation : operations) {
      if (operation.hasRequestPut()) {
        writes.addPut(operation.getRequestPut().getKey());
      }
    }
    return writes;
  }

  private void addNested(TxnRequest request) {
    TxnWrites success = of(request.getSuccessList());
    TxnWrites failure = of(request.getFailureList());
    success.puts.forEach(this::addPut);
    for (ByteString key : failure.puts) {
      if (!success.puts.contains(key)) {
        addPut(key);
      }
    }
    deletes.addAll(success.deletes);
    deletes.addAll(failure.deletes);
  }

  private void addPut(ByteString key) {
    if (deletes.contains(key) || !puts.add(key)) {
      throw new EtcdException(EtcdError.DUPLICATE_KEY);
    }
  }
}
