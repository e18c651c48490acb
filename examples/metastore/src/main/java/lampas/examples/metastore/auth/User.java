package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;

/**
 * Somebody who may have a token.
 *
 * @param passwordHash empty for a user who cannot log in with a password
 * @param passwordRevision the revision of users and roles at which the user was added or the
 *     password was last changed; tokens that are older are not this user's
 * @param roles names of roles, in order
 */
record User(String name, ByteString passwordHash, long passwordRevision, List<String> roles) {
  /** The user without whom authentication cannot be on. */
  static final String ROOT = "root";

  User {
    roles = List.copyOf(roles);
  }

  static User of(com.ibm.etcd.api.User stored, long passwordRevision) {
    return new User(
        stored.getName().toStringUtf8(),
        stored.getPassword(),
        passwordRevision,
        stored.getRolesList());
  }

  com.ibm.etcd.api.User stored() {
    return com.ibm.etcd.api.User.newBuilder()
        .setName(ByteString.copyFromUtf8(name))
        .setPassword(passwordHash)
        .addAllRoles(roles)
        .build();
  }

  boolean has(String role) {
    return roles.contains(role);
  }

  boolean isAdministrator() {
    return has(Role.ROOT);
  }

  /** With another password; a user without one stays without. */
  User withPassword(ByteString hash, long revision) {
    return new User(name, passwordHash.isEmpty() ? passwordHash : hash, revision, roles);
  }

  User with(String role) {
    Set<String> changed = new TreeSet<>(roles);
    changed.add(role);
    return new User(name, passwordHash, passwordRevision, List.copyOf(changed));
  }

  User without(String role) {
    if (!has(role)) {
      throw new EtcdException(EtcdError.ROLE_NOT_GRANTED);
    }
    List<String> changed = roles.stream().filter(other -> !other.equals(role)).toList();
    return new User(name, passwordHash, passwordRevision, changed);
  }
}
