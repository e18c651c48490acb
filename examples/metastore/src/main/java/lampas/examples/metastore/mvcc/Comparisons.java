package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.Compare.CompareTarget;
import com.ibm.etcd.api.KeyValue;

/** Decides the comparisons of a transaction, as etcd does. */
final class Comparisons {
  private Comparisons() {}

  /** Whether a comparison holds for every key of its range. */
  static boolean holds(KeyIndex index, Compare compare, long revision) {
    KeyRange range = new KeyRange(compare.getKey(), compare.getRangeEnd());
    boolean any = false;
    for (KeyHistory history : index.in(range)) {
      KeyValue kv = history.at(revision);
      if (kv == null) {
        continue;
      }
      any = true;
      if (!holds(compare, kv)) {
        return false;
      }
    }
    // A key that is not there has no value, not even an empty one; its numbers are 0.
    return any
        || (compare.getTarget() != CompareTarget.VALUE
            && holds(compare, KeyValue.getDefaultInstance()));
  }

  private static boolean holds(Compare compare, KeyValue kv) {
    int order = order(compare, kv);
    return switch (compare.getResult()) {
      case EQUAL -> order == 0;
      case GREATER -> order > 0;
      case LESS -> order < 0;
      case NOT_EQUAL -> order != 0;
      // etcd takes an operator that it does not know for true, and a target for equal.
      case UNRECOGNIZED -> true;
    };
  }

  private static int order(Compare compare, KeyValue kv) {
    return switch (compare.getTarget()) {
      case VERSION -> Long.compare(kv.getVersion(), compare.getVersion());
      case CREATE -> Long.compare(kv.getCreateRevision(), compare.getCreateRevision());
      case MOD -> Long.compare(kv.getModRevision(), compare.getModRevision());
      case VALUE -> KeyRange.compare(kv.getValue(), compare.getValue());
      case LEASE -> Long.compare(kv.getLease(), compare.getLease());
      case UNRECOGNIZED -> 0;
    };
  }
}
