package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Permission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * A named list of permissions.
 *
 * @param permissions one for each range of keys, in the order of their first keys
 */
record Role(String name, List<Permission> permissions) {
  /** The role that may do everything; it need not even exist to be granted. */
  static final String ROOT = "root";

  private static final Permission EVERYTHING =
      Permission.newBuilder()
          .setPermType(Permission.Type.READWRITE)
          .setRangeEnd(KeyRange.ALL.end())
          .build();

  Role {
    permissions = List.copyOf(permissions);
  }

  static Role of(com.ibm.etcd.api.Role stored) {
    return new Role(stored.getName().toStringUtf8(), stored.getKeyPermissionList());
  }

  com.ibm.etcd.api.Role stored() {
    return com.ibm.etcd.api.Role.newBuilder()
        .setName(ByteString.copyFromUtf8(name))
        .addAllKeyPermission(permissions)
        .build();
  }

  /** What clients are shown. */
  List<Permission> shown() {
    return name.equals(ROOT) ? List.of(EVERYTHING) : permissions;
  }

  /** With a permission, in the place of the one for the same range. */
  Role with(Permission permission) {
    List<Permission> changed = new ArrayList<>(permissions);
    changed.removeIf(old -> isFor(old, permission.getKey(), permission.getRangeEnd()));
    changed.add(permission);
    changed.sort(
        Comparator.comparing(Permission::getKey, KeyRange::compare)
            .thenComparing(Permission::getRangeEnd, KeyRange::compare));
    return new Role(name, changed);
  }

  Role without(ByteString key, ByteString rangeEnd) {
    List<Permission> changed = new ArrayList<>(permissions);
    if (!changed.removeIf(old -> isFor(old, key, rangeEnd))) {
      throw new EtcdException(EtcdError.PERMISSION_NOT_GRANTED);
    }
    return new Role(name, changed);
  }

  private static boolean isFor(Permission permission, ByteString key, ByteString rangeEnd) {
    return permission.getKey().equals(key) && permission.getRangeEnd().equals(rangeEnd);
  }
}
