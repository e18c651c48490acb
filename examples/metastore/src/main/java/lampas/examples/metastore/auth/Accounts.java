package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Permission;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.mvcc.KeyRange;

/** The users and roles, by name, and their rules; who may change them is not asked here. */
final class Accounts {
  private final SortedMap<String, User> users = new TreeMap<>();
  private final SortedMap<String, Role> roles = new TreeMap<>();

  /** What is asked for again and again; concurrent, because readers share the state's lock. */
  private final Map<String, Rights> rights = new ConcurrentHashMap<>();

  Collection<User> users() {
    return users.values();
  }

  Collection<Role> roles() {
    return roles.values();
  }

  Optional<User> find(String user) {
    return Optional.ofNullable(users.get(user));
  }

  User user(String name) {
    return find(name).orElseThrow(() -> new EtcdException(EtcdError.USER_NOT_FOUND));
  }

  Role role(String name) {
    Role role = roles.get(name);
    if (role == null) {
      throw new EtcdException(EtcdError.ROLE_NOT_FOUND);
    }
    return role;
  }

  Rights rights(User user) {
    return rights.computeIfAbsent(user.name(), name -> Rights.of(permissions(user)));
  }

  void addUser(String name, ByteString passwordHash, long revision) {
    if (name.isEmpty()) {
      throw new EtcdException(EtcdError.USER_EMPTY);
    }
    if (users.containsKey(name)) {
      throw new EtcdException(EtcdError.USER_EXISTS);
    }
    put(new User(name, passwordHash, revision, List.of()));
  }

  void deleteUser(String name) {
    users.remove(user(name).name());
    rights.clear();
  }

  void changePassword(String name, ByteString hash, long revision) {
    put(user(name).withPassword(hash, revision));
  }

  /** Whether the user had not had the role. */
  boolean grantRole(String name, String role) {
    User user = user(name);
    if (!role.equals(Role.ROOT)) {
      role(role);
    }
    put(user.with(role));
    return !user.has(role);
  }

  void revokeRole(String name, String role) {
    put(user(name).without(role));
  }

  void addRole(String name) {
    if (name.isEmpty()) {
      throw new EtcdException(EtcdError.ROLE_EMPTY);
    }
    if (roles.containsKey(name)) {
      throw new EtcdException(EtcdError.ROLE_EXISTS);
    }
    put(new Role(name, List.of()));
  }

  void deleteRole(String name) {
    roles.remove(role(name).name());
    users.replaceAll((user, old) -> old.has(name) ? old.without(name) : old);
    rights.clear();
  }

  void grantPermission(String role, Permission permission) {
    requireValid(permission);
    put(role(role).with(permission));
  }

  void revokePermission(String role, ByteString key, ByteString rangeEnd) {
    put(role(role).without(key, rangeEnd));
  }

  void put(User user) {
    users.put(user.name(), user);
    rights.clear();
  }

  void put(Role role) {
    roles.put(role.name(), role);
    rights.clear();
  }

  void clear() {
    users.clear();
    roles.clear();
    rights.clear();
  }

  private List<Permission> permissions(User user) {
    List<Permission> granted = new ArrayList<>();
    for (String name : user.roles()) {
      Role role = roles.get(name);
      // The role "root" can be granted without being there.
      if (role != null) {
        granted.addAll(role.permissions());
      }
    }
    return granted;
  }

  private static void requireValid(Permission permission) {
    if (permission.getKey().isEmpty() || permission.getPermType() == Permission.Type.UNRECOGNIZED) {
      throw new EtcdException(EtcdError.INVALID_AUTH_MANAGEMENT);
    }
    KeyRange range = new KeyRange(permission.getKey(), permission.getRangeEnd());
    if (!range.isSingleKey()
        && range.hasEnd()
        && KeyRange.compare(range.start(), range.end()) >= 0) {
      throw new EtcdException(EtcdError.INVALID_AUTH_MANAGEMENT);
    }
  }
}
