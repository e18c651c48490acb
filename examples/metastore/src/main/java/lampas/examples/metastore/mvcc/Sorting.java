package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.KeyValue;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeRequest.SortOrder;
import com.ibm.etcd.api.RangeRequest.SortTarget;
import java.util.Comparator;
import java.util.List;

/** The order of the keys in a response; keys that are equal by it stay in the order of keys. */
final class Sorting {
  private Sorting() {}

  /** Whether a request asks for no other order than that of the index. */
  static boolean isIndexOrder(RangeRequest request) {
    return request.getSortOrder() == SortOrder.NONE
        || (request.getSortTarget() == SortTarget.KEY
            && request.getSortOrder() == SortOrder.ASCEND);
  }

  /** Sorts keys that are in the order of the index. A target without an order is ascending. */
  static void sort(List<KeyValue> kvs, RangeRequest request) {
    boolean descending = request.getSortOrder() == SortOrder.DESCEND;
    if (request.getSortTarget() == SortTarget.KEY && !descending) {
      return;
    }
    Comparator<KeyValue> order = order(request.getSortTarget());
    kvs.sort(descending ? order.reversed() : order);
  }

  private static Comparator<KeyValue> order(SortTarget target) {
    return switch (target) {
      case KEY -> (left, right) -> KeyRange.compare(left.getKey(), right.getKey());
      case VERSION -> Comparator.comparingLong(KeyValue::getVersion);
      case CREATE -> Comparator.comparingLong(KeyValue::getCreateRevision);
      case MOD -> Comparator.comparingLong(KeyValue::getModRevision);
      case VALUE -> (left, right) -> KeyRange.compare(left.getValue(), right.getValue());
      case UNRECOGNIZED ->
          throw new IllegalArgumentException("sort target: unknown (expected: a checked request)");
    };
  }
}
