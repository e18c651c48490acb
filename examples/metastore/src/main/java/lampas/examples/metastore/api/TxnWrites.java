package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * What one branch of a transaction writes: no key may be put twice, or put and deleted, in what can
 * happen together.
 *
 * <p>Source: checkIntervals in api/v3rpc/key.go of etcd's server. Ranges that are deleted twice are
 * fine.
 */
final class TxnWrites {
  private final Set<ByteString> puts = new HashSet<>();
  private final List<KeyRange> deletes = new ArrayList<>();

  private TxnWrites() {}

  /**
   * Checks both branches.
   *
   * @throws EtcdException DUPLICATE_KEY
   */
  static void check(TxnRequest request) {
    of(request.getSuccessList());
    of(request.getFailureList());
  }

  private static TxnWrites of(List<RequestOp> operations) {
    TxnWrites writes = new TxnWrites();
    for (RequestOp operation : operations) {
      if (operation.hasRequestDeleteRange()) {
        DeleteRangeRequest delete = operation.getRequestDeleteRange();
        writes.deletes.add(new KeyRange(delete.getKey(), delete.getRangeEnd()));
      }
    }
    for (RequestOp operation : operations) {
      if (operation.hasRequestTxn()) {
        writes.addEither(
            of(operation.getRequestTxn().getSuccessList()),
            of(operation.getRequestTxn().getFailureList()));
      }
    }
    for (RequestOp operation : operations) {
      if (operation.hasRequestPut()) {
        writes.put(operation.getRequestPut().getKey());
      }
    }
    return writes;
  }

  /* Only one of the two will happen, so both may put a key. */
  private void addEither(TxnWrites one, TxnWrites other) {
    Set<ByteString> either = new HashSet<>(one.puts);
    either.addAll(other.puts);
    either.forEach(this::put);
    deletes.addAll(one.deletes);
    deletes.addAll(other.deletes);
  }

  private void put(ByteString key) {
    if (deletes.stream().anyMatch(range -> range.contains(key)) || !puts.add(key)) {
      throw new EtcdException(EtcdError.DUPLICATE_KEY);
    }
  }
}
