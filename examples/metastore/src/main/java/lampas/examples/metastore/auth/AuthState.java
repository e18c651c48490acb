package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.ibm.etcd.api.AuthDisableResponse;
import com.ibm.etcd.api.AuthEnableResponse;
import com.ibm.etcd.api.AuthRoleAddResponse;
import com.ibm.etcd.api.AuthRoleDeleteResponse;
import com.ibm.etcd.api.AuthRoleGrantPermissionRequest;
import com.ibm.etcd.api.AuthRoleGrantPermissionResponse;
import com.ibm.etcd.api.AuthRoleRevokePermissionResponse;
import com.ibm.etcd.api.AuthUserAddResponse;
import com.ibm.etcd.api.AuthUserChangePasswordResponse;
import com.ibm.etcd.api.AuthUserDeleteResponse;
import com.ibm.etcd.api.AuthUserGrantRoleResponse;
import com.ibm.etcd.api.AuthUserRevokeRoleRequest;
import com.ibm.etcd.api.AuthUserRevokeRoleResponse;
import com.ibm.etcd.api.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.StoredAuth;
import lampas.examples.metastore.mvcc.KeyRange;

/**
 * Users, roles and what they may do; a part of the replicated state.
 *
 * <p>Not thread-safe: whoever holds the state's lock asks; questions may share it. Deterministic.
 *
 * <p>Source of the rules: etcd's server/auth/store.go and server/etcdserver/apply/auth.go.
 */
public final class AuthState {
  /** As etcd begins; 0 is the revision of nobody. */
  private static final long FIRST_REVISION = 1;

  private final Accounts accounts = new Accounts();
  private boolean enabled;
  private long revision = FIRST_REVISION;
  private ByteString tokenKey = ByteString.EMPTY;

  private AuthState() {}

  /** Nobody, and everybody may do everything. */
  public static AuthState create() {
    return new AuthState();
  }

  /** Whether anything is checked at all. */
  public boolean enabled() {
    return enabled;
  }

  /** Counts the changes of users and roles; part of every token. */
  public long revision() {
    return revision;
  }

  /** What tokens are signed with; empty while authentication is off. */
  public ByteString tokenKey() {
    return tokenKey;
  }

  /** Applies one of the {@code auth_*}, {@code user_*} and {@code role_*} commands. */
  public Message apply(Caller caller, Command command) {
    requireAdministrator(caller);
    return switch (command.getRequestCase()) {
      case AUTH_ENABLE -> {
        enable(command.getAuthEnable().getTokenKey());
        yield AuthEnableResponse.getDefaultInstance();
      }
      case AUTH_DISABLE -> {
        disable();
        yield AuthDisableResponse.getDefaultInstance();
      }
      case USER_ADD -> {
        var request = command.getUserAdd();
        accounts.addUser(request.getName(), request.getPasswordBytes(), revision + 1);
        yield changed(AuthUserAddResponse.getDefaultInstance());
      }
      case USER_DELETE -> {
        deleteUser(command.getUserDelete().getName());
        yield changed(AuthUserDeleteResponse.getDefaultInstance());
      }
      case USER_CHANGE_PASSWORD -> {
        var request = command.getUserChangePassword();
        accounts.changePassword(request.getName(), request.getPasswordBytes(), revision + 1);
        yield changed(AuthUserChangePasswordResponse.getDefaultInstance());
      }
      case USER_GRANT_ROLE -> {
        var request = command.getUserGrantRole();
        boolean isNew = accounts.grantRole(request.getUser(), request.getRole());
        var response = AuthUserGrantRoleResponse.getDefaultInstance();
        yield isNew ? changed(response) : response;
      }
      case USER_REVOKE_ROLE -> {
        revokeRole(command.getUserRevokeRole());
        yield changed(AuthUserRevokeRoleResponse.getDefaultInstance());
      }
      case ROLE_ADD -> {
        accounts.addRole(command.getRoleAdd().getName());
        yield changed(AuthRoleAddResponse.getDefaultInstance());
      }
      case ROLE_DELETE -> {
        deleteRole(command.getRoleDelete().getRole());
        yield changed(AuthRoleDeleteResponse.getDefaultInstance());
      }
      case ROLE_GRANT_PERMISSION -> {
        grantPermission(command.getRoleGrantPermission());
        yield changed(AuthRoleGrantPermissionResponse.getDefaultInstance());
      }
      case ROLE_REVOKE_PERMISSION -> {
        var request = command.getRoleRevokePermission();
        accounts.revokePermission(request.getRole(), request.getKey(), request.getRangeEnd());
        yield changed(AuthRoleRevokePermissionResponse.getDefaultInstance());
      }
      default ->
          throw new IllegalArgumentException(
              "command: " + command.getRequestCase() + " (expected: one about users or roles)");
    };
  }

  /** Throws EtcdException if the caller may not read all these keys. */
  public void requireRead(Caller caller, KeyRange range) {
    require(caller, range, Rights::readable);
  }

  /** Throws EtcdException if the caller may not write all these keys. */
  public void requireWrite(Caller caller, KeyRange range) {
    require(caller, range, Rights::writable);
  }

  /** Throws EtcdException if authentication is on and the caller is not an administrator. */
  public void requireAdministrator(Caller caller) {
    if (!enabled) {
      return;
    }
    requireName(caller);
    User user = accounts.user(caller.user());
    if (caller.authRevision() < user.passwordRevision()) {
      throw new EtcdException(EtcdError.AUTH_OLD_REVISION);
    }
    if (!user.isAdministrator()) {
      throw new EtcdException(EtcdError.PERMISSION_DENIED);
    }
  }

  /** The names of all users, in order; for administrators. */
  public List<String> users(Caller caller) {
    requireAdministrator(caller);
    return accounts.users().stream().map(User::name).toList();
  }

  /** The names of all roles, in order; for administrators. */
  public List<String> roles(Caller caller) {
    requireAdministrator(caller);
    return accounts.roles().stream().map(Role::name).toList();
  }

  /** The roles of a user, in order; for administrators and the user. */
  public List<String> rolesOf(Caller caller, String user) {
    if (caller.isNobody() || !caller.user().equals(user)) {
      requireAdministrator(caller);
    }
    return accounts.user(user).roles();
  }

  /** What a role permits; for administrators and those who have it. */
  public List<Permission> permissionsOf(Caller caller, String role) {
    if (accounts.find(caller.user()).filter(user -> user.has(role)).isEmpty()) {
      requireAdministrator(caller);
    }
    return accounts.role(role).shown();
  }

  /** What a user's password is compared with; empty if there is no such user or no password. */
  public Optional<ByteString> passwordHash(String user) {
    return accounts.find(user).map(User::passwordHash).filter(hash -> !hash.isEmpty());
  }

  /**
   * Who somebody is now who was this user at a revision: nobody if nothing is checked, {@linkplain
   * Caller#UNKNOWN unknown} if the user is gone or has had another password since.
   */
  public Caller recognise(String user, long atRevision) {
    if (!enabled) {
      return Caller.NOBODY;
    }
    return accounts
        .find(user)
        .filter(found -> found.passwordRevision() <= atRevision)
        .map(found -> new Caller(user, revision))
        .orElse(Caller.UNKNOWN);
  }

  /** All of this, for a snapshot. */
  public StoredAuth stored() {
    StoredAuth.Builder stored =
        StoredAuth.newBuilder().setEnabled(enabled).setRevision(revision).setTokenKey(tokenKey);
    for (User user : accounts.users()) {
      stored.addUsers(user.stored()).addPasswordRevisions(user.passwordRevision());
    }
    accounts.roles().forEach(role -> stored.addRoles(role.stored()));
    return stored.build();
  }

  /**
   * Becomes what was stored.
   *
   * @throws IllegalArgumentException if that is damaged; nothing has changed then
   */
  public void restore(StoredAuth stored) {
    if (stored.getUsersCount() != stored.getPasswordRevisionsCount()) {
      throw new IllegalArgumentException(
          "stored users: %d password revisions (expected: %d, one for each user)"
              .formatted(stored.getPasswordRevisionsCount(), stored.getUsersCount()));
    }
    accounts.clear();
    enabled = stored.getEnabled();
    revision = Math.max(FIRST_REVISION, stored.getRevision());
    tokenKey = stored.getTokenKey();
    for (int i = 0; i < stored.getUsersCount(); i++) {
      accounts.put(User.of(stored.getUsers(i), stored.getPasswordRevisions(i)));
    }
    stored.getRolesList().forEach(role -> accounts.put(Role.of(role)));
  }

  private void enable(ByteString key) {
    if (enabled) {
      return;
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException("token key: empty (expected: random bytes)");
    }
    User root =
        accounts
            .find(User.ROOT)
            .orElseThrow(() -> new EtcdException(EtcdError.ROOT_USER_NOT_EXIST));
    if (!root.isAdministrator()) {
      throw new EtcdException(EtcdError.ROOT_ROLE_NOT_GRANTED);
    }
    enabled = true;
    tokenKey = key;
    revision++;
  }

  private void disable() {
    if (!enabled) {
      return;
    }
    enabled = false;
    tokenKey = ByteString.EMPTY;
    revision++;
  }

  private void deleteUser(String name) {
    requireManageable(!name.equals(User.ROOT));
    accounts.deleteUser(name);
  }

  private void revokeRole(AuthUserRevokeRoleRequest request) {
    requireManageable(
        !(request.getName().equals(User.ROOT) && request.getRole().equals(Role.ROOT)));
    accounts.revokeRole(request.getName(), request.getRole());
  }

  private void deleteRole(String name) {
    requireManageable(!name.equals(Role.ROOT));
    accounts.deleteRole(name);
  }

  private void grantPermission(AuthRoleGrantPermissionRequest request) {
    if (!request.hasPerm()) {
      throw new EtcdException(EtcdError.PERMISSION_NOT_GIVEN);
    }
    accounts.grantPermission(request.getName(), request.getPerm());
  }

  /** While authentication is on, there is somebody who can turn it off. */
  private void requireManageable(boolean leavesAnAdministrator) {
    if (enabled && !leavesAnAdministrator) {
      throw new EtcdException(EtcdError.INVALID_AUTH_MANAGEMENT);
    }
  }

  private void require(Caller caller, KeyRange range, Function<Rights, KeyIntervals> kind) {
    if (!enabled) {
      return;
    }
    requireName(caller);
    if (caller.authRevision() < revision) {
      throw new EtcdException(EtcdError.AUTH_OLD_REVISION);
    }
    User user =
        accounts
            .find(caller.user())
            .orElseThrow(() -> new EtcdException(EtcdError.PERMISSION_DENIED));
    if (!user.isAdministrator() && !kind.apply(accounts.rights(user)).cover(range)) {
      throw new EtcdException(EtcdError.PERMISSION_DENIED);
    }
  }

  private static void requireName(Caller caller) {
    if (caller.isUnknown()) {
      throw new EtcdException(EtcdError.INVALID_AUTH_TOKEN);
    }
    if (caller.isNobody()) {
      throw new EtcdException(EtcdError.USER_EMPTY);
    }
  }

  private <T extends Message> T changed(T response) {
    revision++;
    return response;
  }
}
