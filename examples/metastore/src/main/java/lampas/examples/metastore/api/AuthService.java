package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.ibm.etcd.api.AuthDisableRequest;
import com.ibm.etcd.api.AuthDisableResponse;
import com.ibm.etcd.api.AuthEnableRequest;
import com.ibm.etcd.api.AuthEnableResponse;
import com.ibm.etcd.api.AuthGrpc;
import com.ibm.etcd.api.AuthRoleAddRequest;
import com.ibm.etcd.api.AuthRoleAddResponse;
import com.ibm.etcd.api.AuthRoleDeleteRequest;
import com.ibm.etcd.api.AuthRoleDeleteResponse;
import com.ibm.etcd.api.AuthRoleGetRequest;
import com.ibm.etcd.api.AuthRoleGetResponse;
import com.ibm.etcd.api.AuthRoleGrantPermissionRequest;
import com.ibm.etcd.api.AuthRoleGrantPermissionResponse;
import com.ibm.etcd.api.AuthRoleListRequest;
import com.ibm.etcd.api.AuthRoleListResponse;
import com.ibm.etcd.api.AuthRoleRevokePermissionRequest;
import com.ibm.etcd.api.AuthRoleRevokePermissionResponse;
import com.ibm.etcd.api.AuthUserAddRequest;
import com.ibm.etcd.api.AuthUserAddResponse;
import com.ibm.etcd.api.AuthUserChangePasswordRequest;
import com.ibm.etcd.api.AuthUserChangePasswordResponse;
import com.ibm.etcd.api.AuthUserDeleteRequest;
import com.ibm.etcd.api.AuthUserDeleteResponse;
import com.ibm.etcd.api.AuthUserGetRequest;
import com.ibm.etcd.api.AuthUserGetResponse;
import com.ibm.etcd.api.AuthUserGrantRoleRequest;
import com.ibm.etcd.api.AuthUserGrantRoleResponse;
import com.ibm.etcd.api.AuthUserListRequest;
import com.ibm.etcd.api.AuthUserListResponse;
import com.ibm.etcd.api.AuthUserRevokeRoleRequest;
import com.ibm.etcd.api.AuthUserRevokeRoleResponse;
import com.ibm.etcd.api.AuthenticateRequest;
import com.ibm.etcd.api.AuthenticateResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import lampas.examples.metastore.auth.AuthObserver;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.auth.Passwords;
import lampas.examples.metastore.auth.Tokens;
import lampas.examples.metastore.log.AuthEnabling;
import lampas.examples.metastore.log.Command;

/** etcd's service of users, roles and tokens. Thread-safe. */
public final class AuthService extends AuthGrpc.AuthImplBase {
  /** Of a user who cannot log in with a password. */
  private static final CompletableFuture<ByteString> NO_HASH =
      CompletableFuture.completedFuture(ByteString.EMPTY);

  private final Gateway gateway;
  private final Logins logins;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Executor executor;

  /**
   * The service of a node.
   *
   * @param executor hashes passwords, each a tenth of a second of processor time by default; may
   *     reject what is too much
   */
  public AuthService(
      Gateway gateway,
      Passwords passwords,
      Tokens tokens,
      AuthObserver observer,
      Executor executor) {
    this.gateway = gateway;
    this.logins = new Logins(gateway, passwords, tokens, observer, executor);
    this.passwords = passwords;
    this.tokens = tokens;
    this.executor = executor;
  }

  @Override
  public void authenticate(
      AuthenticateRequest request, StreamObserver<AuthenticateResponse> observer) {
    Replies.send(logins.logIn(request), observer);
  }

  @Override
  public void authEnable(AuthEnableRequest request, StreamObserver<AuthEnableResponse> observer) {
    AuthEnabling enabling = AuthEnabling.newBuilder().setTokenKey(tokens.newKey()).build();
    propose(
        command -> command.setAuthEnable(enabling),
        AuthEnableResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void authDisable(
      AuthDisableRequest request, StreamObserver<AuthDisableResponse> observer) {
    propose(
        command -> command.setAuthDisable(request),
        AuthDisableResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void userAdd(AuthUserAddRequest request, StreamObserver<AuthUserAddResponse> observer) {
    Caller caller = Caller.current();
    AuthUserAddRequest.Builder user = AuthUserAddRequest.newBuilder().setName(request.getName());
    Replies.send(
        administrator(caller)
            .thenApply(done -> UserOptions.of(request))
            .thenCompose(options -> options.noPassword() ? NO_HASH : hash(request.getPassword()))
            .thenApply(hash -> asked(caller).setUserAdd(user.setPasswordBytes(hash)))
            .thenCompose(command ->
                gateway.propose(command.build(), AuthUserAddResponse.getDefaultInstance())),
        observer);
  }

  @Override
  public void userChangePassword(
      AuthUserChangePasswordRequest request,
      StreamObserver<AuthUserChangePasswordResponse> observer) {
    Caller caller = Caller.current();
    AuthUserChangePasswordRequest.Builder user =
        AuthUserChangePasswordRequest.newBuilder().setName(request.getName());
    Replies.send(
        administrator(caller)
            .thenCompose(done -> hash(request.getPassword()))
            .thenApply(hash -> asked(caller).setUserChangePassword(user.setPasswordBytes(hash)))
            .thenCompose(command ->
                gateway.propose(
                    command.build(), AuthUserChangePasswordResponse.getDefaultInstance())),
        observer);
  }

  @Override
  public void userDelete(
      AuthUserDeleteRequest request, StreamObserver<AuthUserDeleteResponse> observer) {
    propose(
        command -> command.setUserDelete(request),
        AuthUserDeleteResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void userGrantRole(
      AuthUserGrantRoleRequest request, StreamObserver<AuthUserGrantRoleResponse> observer) {
    propose(
        command -> command.setUserGrantRole(request),
        AuthUserGrantRoleResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void userRevokeRole(
      AuthUserRevokeRoleRequest request, StreamObserver<AuthUserRevokeRoleResponse> observer) {
    propose(
        command -> command.setUserRevokeRole(request),
        AuthUserRevokeRoleResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void roleAdd(AuthRoleAddRequest request, StreamObserver<AuthRoleAddResponse> observer) {
    propose(
        command -> command.setRoleAdd(request), AuthRoleAddResponse.getDefaultInstance(), observer);
  }

  @Override
  public void roleDelete(
      AuthRoleDeleteRequest request, StreamObserver<AuthRoleDeleteResponse> observer) {
    propose(
        command -> command.setRoleDelete(request),
        AuthRoleDeleteResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void roleGrantPermission(
      AuthRoleGrantPermissionRequest request,
      StreamObserver<AuthRoleGrantPermissionResponse> observer) {
    propose(
        command -> command.setRoleGrantPermission(request),
        AuthRoleGrantPermissionResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void roleRevokePermission(
      AuthRoleRevokePermissionRequest request,
      StreamObserver<AuthRoleRevokePermissionResponse> observer) {
    propose(
        command -> command.setRoleRevokePermission(request),
        AuthRoleRevokePermissionResponse.getDefaultInstance(),
        observer);
  }

  @Override
  public void userGet(AuthUserGetRequest request, StreamObserver<AuthUserGetResponse> observer) {
    Caller caller = Caller.current();
    read(
        auth ->
            AuthUserGetResponse.newBuilder()
                .addAllRoles(auth.rolesOf(caller, request.getName()))
                .build(),
        observer);
  }

  @Override
  public void userList(AuthUserListRequest request, StreamObserver<AuthUserListResponse> observer) {
    Caller caller = Caller.current();
    read(
        auth -> AuthUserListResponse.newBuilder().addAllUsers(auth.users(caller)).build(),
        observer);
  }

  @Override
  public void roleGet(AuthRoleGetRequest request, StreamObserver<AuthRoleGetResponse> observer) {
    Caller caller = Caller.current();
    read(
        auth ->
            AuthRoleGetResponse.newBuilder()
                .addAllPerm(auth.permissionsOf(caller, request.getRole()))
                .build(),
        observer);
  }

  @Override
  public void roleList(AuthRoleListRequest request, StreamObserver<AuthRoleListResponse> observer) {
    Caller caller = Caller.current();
    read(
        auth -> AuthRoleListResponse.newBuilder().addAllRoles(auth.roles(caller)).build(),
        observer);
  }

  private <T extends Message> void propose(
      Consumer<Command.Builder> request, T kind, StreamObserver<T> observer) {
    Command.Builder command = asked(Caller.current());
    request.accept(command);
    Replies.send(gateway.propose(command.build(), kind), observer);
  }

  private <T extends Message> void read(
      Function<AuthState, T> question, StreamObserver<T> observer) {
    Replies.send(
        gateway.read(() -> gateway.state().auth(question)).thenApply(gateway::withHeader),
        observer);
  }

  private CompletableFuture<ByteString> hash(String password) {
    return Offloaded.on(executor, () -> passwords.hash(password));
  }

  /** Fails unless the caller may have a password hashed, which costs much. */
  private CompletableFuture<Caller> administrator(Caller caller) {
    return gateway.read(() ->
        gateway
            .state()
            .auth(auth -> {
              auth.requireAdministrator(caller);
              return caller;
            }));
  }

  private static Command.Builder asked(Caller caller) {
    return Command.newBuilder().setAsker(caller.asker());
  }
}
