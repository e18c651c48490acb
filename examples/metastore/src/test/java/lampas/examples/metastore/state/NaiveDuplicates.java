package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import java.util.ArrayList;
import java.util.List;
import lampas.examples.metastore.error.EtcdError;

/** Compares every write of a transaction with every other. */
final class NaiveDuplicates {
  /** A write and the way to it: branch, place, branch, place and so on. */
  private record Write(List<Integer> path, RequestOp operation) {}

  private final List<Write> writes = new ArrayList<>();

  void check(TxnRequest request) {
    collect(request, List.of());
    for (int i = 0; i < writes.size(); i++) {
      for (int j = 0; j < writes.size(); j++) {
        if (i != j && writes.get(i).operation.hasRequestPut()) {
          NaiveModel.require(!meet(writes.get(i), writes.get(j)), EtcdError.DUPLICATE_KEY);
        }
      }
    }
  }

  private void collect(TxnRequest request, List<Integer> path) {
    for (int branch = 0; branch < 2; branch++) {
      List<RequestOp> operations =
          branch == 0 ? request.getSuccessList() : request.getFailureList();
      for (int place = 0; place < operations.size(); place++) {
        List<Integer> here = new ArrayList<>(path);
        here.add(branch);
        here.add(place);
        RequestOp operation = operations.get(place);
        if (operation.hasRequestTxn()) {
          collect(operation.getRequestTxn(), here);
        } else if (!operation.hasRequestRange()) {
          writes.add(new Write(here, operation));
        }
      }
    }
  }

  private static boolean meet(Write put, Write other) {
    int parting = 0;
    while (put.path.get(parting).equals(other.path.get(parting))) {
      parting++;
    }
    if (parting % 2 == 0) {
      return false; // One of two branches.
    }
    ByteString key = put.operation.getRequestPut().getKey();
    if (other.operation.hasRequestPut()) {
      return key.equals(other.operation.getRequestPut().getKey());
    }
    boolean bothNested = put.path.size() > parting + 1 && other.path.size() > parting + 1;
    if (bothNested && put.path.get(parting) < other.path.get(parting)) {
      return false; // etcd lets a nested transaction delete what one before it puts.
    }
    var delete = other.operation.getRequestDeleteRange();
    return NaiveModel.in(key.toStringUtf8(), delete.getKey(), delete.getRangeEnd());
  }
}
