package lampas.examples.metastore.auth;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.AuthDisableRequest;
import com.ibm.etcd.api.AuthRoleAddRequest;
import com.ibm.etcd.api.AuthRoleDeleteRequest;
import com.ibm.etcd.api.AuthRoleGrantPermissionRequest;
import com.ibm.etcd.api.AuthRoleRevokePermissionRequest;
import com.ibm.etcd.api.AuthUserAddRequest;
import com.ibm.etcd.api.AuthUserChangePasswordRequest;
import com.ibm.etcd.api.AuthUserDeleteRequest;
import com.ibm.etcd.api.AuthUserGrantRoleRequest;
import com.ibm.etcd.api.AuthUserRevokeRoleRequest;
import com.ibm.etcd.api.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import lampas.examples.metastore.log.AuthEnabling;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.StoredAuth;
import lampas.examples.metastore.mvcc.KeyRange;

/** Users and roles of a test, changed by commands; passwords are not hashed. */
final class Administration implements AuthReader {
  static final ByteString TOKEN_KEY = ByteString.copyFromUtf8("the key of tokens");

  private final AuthState state = AuthState.create();

  /** Changes come from the test's thread, questions from those of a server. */
  @Override
  public synchronized <T> T ask(Function<AuthState, T> question) {
    return question.apply(state);
  }

  /** With a user root, who has the role root, and authentication on. */
  static Administration enabled() {
    Administration made = new Administration();
    made.addUser("root");
    made.grantRole("root", "root");
    made.enable();
    return made;
  }

  long revision() {
    return ask(AuthState::revision);
  }

  ByteString tokenKey() {
    return ask(AuthState::tokenKey);
  }

  StoredAuth stored() {
    return ask(AuthState::stored);
  }

  List<String> users() {
    return ask(state -> state.users(manager()));
  }

  List<String> rolesOf(String user) {
    return ask(state -> state.rolesOf(manager(), user));
  }

  List<Permission> permissionsOf(String role) {
    return ask(state -> state.permissionsOf(manager(), role));
  }

  Optional<ByteString> passwordHash(String user) {
    return ask(state -> state.passwordHash(user));
  }

  Caller root() {
    return as("root");
  }

  /** A user as found just now. */
  Caller as(String user) {
    return new Caller(user, revision());
  }

  void enable() {
    enable(TOKEN_KEY);
  }

  void enable(ByteString key) {
    apply(command -> command.setAuthEnable(AuthEnabling.newBuilder().setTokenKey(key)));
  }

  void disable() {
    apply(command -> command.setAuthDisable(AuthDisableRequest.getDefaultInstance()));
  }

  void addUser(String name) {
    addUser(name, "hash of " + name);
  }

  void addUser(String name, String hash) {
    apply(command ->
        command.setUserAdd(AuthUserAddRequest.newBuilder().setName(name).setPassword(hash)));
  }

  void deleteUser(String name) {
    apply(command -> command.setUserDelete(AuthUserDeleteRequest.newBuilder().setName(name)));
  }

  void changePassword(String name, String hash) {
    apply(command ->
        command.setUserChangePassword(
            AuthUserChangePasswordRequest.newBuilder().setName(name).setPassword(hash)));
  }

  void grantRole(String user, String role) {
    apply(command ->
        command.setUserGrantRole(
            AuthUserGrantRoleRequest.newBuilder().setUser(user).setRole(role)));
  }

  void revokeRole(String user, String role) {
    apply(command ->
        command.setUserRevokeRole(
            AuthUserRevokeRoleRequest.newBuilder().setName(user).setRole(role)));
  }

  void addRole(String name) {
    apply(command -> command.setRoleAdd(AuthRoleAddRequest.newBuilder().setName(name)));
  }

  void deleteRole(String name) {
    apply(command -> command.setRoleDelete(AuthRoleDeleteRequest.newBuilder().setRole(name)));
  }

  void grantNothing(String role) {
    apply(command ->
        command.setRoleGrantPermission(AuthRoleGrantPermissionRequest.newBuilder().setName(role)));
  }

  void grant(String role, Permission.Type type, String key, String end) {
    apply(command ->
        command.setRoleGrantPermission(
            AuthRoleGrantPermissionRequest.newBuilder()
                .setName(role)
                .setPerm(permission(type, key, end))));
  }

  void revoke(String role, String key, String end) {
    apply(command ->
        command.setRoleRevokePermission(
            AuthRoleRevokePermissionRequest.newBuilder()
                .setRole(role)
                .setKey(bytes(key))
                .setRangeEnd(bytes(end))));
  }

  /** Changes something as root, or as nobody while that is enough. */
  void apply(Consumer<Command.Builder> request) {
    apply(manager(), request);
  }

  private Caller manager() {
    return ask(AuthState::enabled) ? root() : Caller.NOBODY;
  }

  void apply(Caller caller, Consumer<Command.Builder> request) {
    Command.Builder command = Command.newBuilder().setAsker(caller.asker());
    request.accept(command);
    ask(asked -> asked.apply(caller, command.build()));
  }

  static Permission permission(Permission.Type type, String key, String end) {
    return Permission.newBuilder()
        .setPermType(type)
        .setKey(bytes(key))
        .setRangeEnd(bytes(end))
        .build();
  }

  static KeyRange range(String key, String end) {
    return new KeyRange(bytes(key), bytes(end));
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
