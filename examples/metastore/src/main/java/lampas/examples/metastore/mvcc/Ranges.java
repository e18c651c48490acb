package lampas.examples.metastore.mvcc;

import com.ibm.etcd.api.KeyValue;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import java.util.ArrayList;
import java.util.List;

/** Answers etcd's range requests from the index of keys. */
final class Ranges {
  private Ranges() {}

  /** The response without its header. */
  static RangeResponse.Builder answer(KeyIndex index, RangeRequest request, long revision) {
    KeyRange range = new KeyRange(request.getKey(), request.getRangeEnd());
    boolean filtered = isFiltered(request);
    long needed = needed(request, filtered);
    List<KeyValue> found = new ArrayList<>();
    long count = 0;
    for (KeyHistory history : index.in(range)) {
      KeyValue kv = history.at(revision);
      if (kv == null) {
        continue;
      }
      count++;
      if (found.size() < needed && (!filtered || passes(request, kv))) {
        found.add(kv);
      }
    }
    Sorting.sort(found, request);
    RangeResponse.Builder response = RangeResponse.newBuilder().setCount(count);
    long limit = request.getLimit();
    if (limit > 0 && found.size() > limit) {
      found = found.subList(0, (int) limit);
      response.setMore(true);
    }
    if (request.getKeysOnly()) {
      found.replaceAll(kv -> kv.toBuilder().clearValue().build());
    }
    return response.addAllKvs(found);
  }

  /*
   * As in etcd, an order that is not asked for expressly is made after the limit, so that "the first
   * two by version" needs an order as well as a target. One more than the limit tells of more.
   */
  private static long needed(RangeRequest request, boolean filtered) {
    if (request.getCountOnly()) {
      return 0;
    }
    long limit = request.getLimit();
    if (limit <= 0 || limit == Long.MAX_VALUE || filtered || !Sorting.isIndexOrder(request)) {
      return Long.MAX_VALUE;
    }
    return limit + 1;
  }

  private static boolean isFiltered(RangeRequest request) {
    return request.getMinModRevision() != 0
        || request.getMaxModRevision() != 0
        || request.getMinCreateRevision() != 0
        || request.getMaxCreateRevision() != 0;
  }

  private static boolean passes(RangeRequest request, KeyValue kv) {
    return between(kv.getModRevision(), request.getMinModRevision(), request.getMaxModRevision())
        && between(
            kv.getCreateRevision(), request.getMinCreateRevision(), request.getMaxCreateRevision());
  }

  private static boolean between(long revision, long least, long most) {
    return (least == 0 || revision >= least) && (most == 0 || revision <= most);
  }
}
