package lampas.examples.metastore.auth;

import com.ibm.etcd.api.Permission;
import java.util.ArrayList;
import java.util.List;
import lampas.examples.metastore.mvcc.KeyRange;

/** The keys that all roles of a user together let them read and write. Immutable. */
record Rights(KeyIntervals readable, KeyIntervals writable) {
  static Rights of(List<Permission> permissions) {
    List<KeyRange> readable = new ArrayList<>();
    List<KeyRange> writable = new ArrayList<>();
    for (Permission permission : permissions) {
      KeyRange range = new KeyRange(permission.getKey(), permission.getRangeEnd());
      if (permission.getPermType() != Permission.Type.WRITE) {
        readable.add(range);
      }
      if (permission.getPermType() != Permission.Type.READ) {
        writable.add(range);
      }
    }
    return new Rights(KeyIntervals.union(readable), KeyIntervals.union(writable));
  }
}
