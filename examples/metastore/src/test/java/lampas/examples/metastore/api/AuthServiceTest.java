package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.ibm.etcd.api.AuthDisableRequest;
import com.ibm.etcd.api.AuthEnableRequest;
import com.ibm.etcd.api.AuthGrpc;
import com.ibm.etcd.api.AuthRoleAddRequest;
import com.ibm.etcd.api.AuthRoleDeleteRequest;
import com.ibm.etcd.api.AuthRoleGetRequest;
import com.ibm.etcd.api.AuthRoleGrantPermissionRequest;
import com.ibm.etcd.api.AuthRoleListRequest;
import com.ibm.etcd.api.AuthRoleRevokePermissionRequest;
import com.ibm.etcd.api.AuthUserAddRequest;
import com.ibm.etcd.api.AuthUserChangePasswordRequest;
import com.ibm.etcd.api.AuthUserDeleteRequest;
import com.ibm.etcd.api.AuthUserGetRequest;
import com.ibm.etcd.api.AuthUserGrantRoleRequest;
import com.ibm.etcd.api.AuthUserListRequest;
import com.ibm.etcd.api.AuthUserRevokeRoleRequest;
import com.ibm.etcd.api.Permission;
import com.ibm.etcd.api.ResponseHeader;
import io.grpc.Status;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthServiceTest {
  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private AuthNode node;

  @BeforeEach
  void start() throws Exception {
    node = new AuthNode(executor);
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    executor.shutdownNow();
  }

  @Test
  void aUserLogsInAndIsKnown() {
    enable();
    add(root(), "ada", "countess");

    AuthGrpc.AuthBlockingStub ada = node.as("ada", "countess");

    var shown = ada.userGet(AuthUserGetRequest.newBuilder().setName("ada").build());
    assertThat(shown.getRolesList()).isEmpty();
    assertThat(shown.getHeader())
        .isEqualTo(
            ResponseHeader.newBuilder()
                .setClusterId(11)
                .setMemberId(12)
                .setRevision(1)
                .setRaftTerm(3)
                .build());
    assertRefused(
        () -> ada.userList(AuthUserListRequest.getDefaultInstance()),
        Status.Code.PERMISSION_DENIED,
        "etcdserver: permission denied");
    assertThat(node.logins).containsExactly(true, true);
  }

  @Test
  void aWrongPasswordAndAnUnknownUserAreToldTheSame() {
    enable();

    for (String[] wrong : new String[][] {{"root", "Secret"}, {"eve", "secret"}, {"", ""}}) {
      assertRefused(
          () -> node.logIn(wrong[0], wrong[1]),
          Status.Code.INVALID_ARGUMENT,
          "etcdserver: authentication failed, invalid user ID or password");
    }
    assertThat(node.logins).containsExactly(false, false, false);
  }

  @Test
  void nobodyLogsInWhileAuthenticationIsOff() {
    add(node.nobody(), "ada", "countess");

    assertRefused(
        () -> node.logIn("ada", "countess"),
        Status.Code.FAILED_PRECONDITION,
        "etcdserver: authentication is not enabled");
    assertThat(node.logins).isEmpty();
  }

  @Test
  void withoutATokenNothingIsToldOrChanged() {
    enable();
    int entries = node.log.entries().size();

    assertRefused(
        () -> node.nobody().userList(AuthUserListRequest.getDefaultInstance()),
        Status.Code.INVALID_ARGUMENT,
        "etcdserver: user name is empty");
    assertRefused(
        () -> add(node.nobody(), "eve", "x"),
        Status.Code.INVALID_ARGUMENT,
        "etcdserver: user name is empty");
    // It was not even hashed.
    assertThat(node.log.entries()).hasSize(entries);
    assertRefused(
        () -> node.with("nonsense").userList(AuthUserListRequest.getDefaultInstance()),
        Status.Code.UNAUTHENTICATED,
        "etcdserver: invalid auth token");
  }

  @Test
  void passwordsAreNotInTheLog() {
    add(node.nobody(), "ada", "countess");
    change(node.nobody(), "ada", "engine");

    assertThat(node.log.entries())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.toStringUtf8()).contains("ada", "$2a$04$"))
        .noneSatisfy(entry -> assertThat(entry.toStringUtf8()).contains("countess"))
        .noneSatisfy(entry -> assertThat(entry.toStringUtf8()).contains("engine"));
  }

  @Test
  void anotherPasswordIsTheOnlyOneAndEndsTheTokensOfTheOld() {
    enable();
    add(root(), "ada", "countess");
    AuthGrpc.AuthBlockingStub before = node.as("ada", "countess");
    change(root(), "ada", "engine");

    AuthUserGetRequest herself = AuthUserGetRequest.newBuilder().setName("ada").build();
    assertRefused(
        () -> before.userGet(herself),
        Status.Code.UNAUTHENTICATED,
        "etcdserver: invalid auth token");
    assertRefused(
        () -> node.logIn("ada", "countess"),
        Status.Code.INVALID_ARGUMENT,
        "etcdserver: authentication failed, invalid user ID or password");
    assertThat(node.as("ada", "engine").userGet(herself).getRolesList()).isEmpty();
  }

  @Test
  void aUserWithoutAPasswordCannotLogIn() {
    enable();
    UnknownFieldSet.Field yes = UnknownFieldSet.Field.newBuilder().addVarint(1).build();
    ByteString noPassword = UnknownFieldSet.newBuilder().addField(1, yes).build().toByteString();
    root()
        .userAdd(
            AuthUserAddRequest.newBuilder()
                .setName("machine")
                .setUnknownFields(options(noPassword))
                .build());

    assertRefused(
        () -> node.logIn("machine", ""),
        Status.Code.INVALID_ARGUMENT,
        "etcdserver: authentication failed, invalid user ID or password");
    assertThat(root().userList(AuthUserListRequest.getDefaultInstance()).getUsersList())
        .containsExactly("machine", "root");
  }

  @Test
  void optionsThatCannotBeReadAreRefused() {
    Status status =
        AuthNode.refusal(() ->
            node.nobody()
                .userAdd(
                    AuthUserAddRequest.newBuilder()
                        .setName("machine")
                        .setUnknownFields(options(ByteString.copyFromUtf8("\b")))
                        .build()));

    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(status.getDescription())
        .startsWith("etcdserver: invalid auth management: options: cannot be read (");
  }

  @Test
  void rolesAreMadeGrantedShownAndTaken() {
    enable();
    AuthGrpc.AuthBlockingStub root = root();
    Permission permission =
        Permission.newBuilder()
            .setPermType(Permission.Type.READWRITE)
            .setKey(ByteString.copyFromUtf8("a"))
            .setRangeEnd(ByteString.copyFromUtf8("b"))
            .build();
    add(root, "ada", "countess");
    root.roleAdd(AuthRoleAddRequest.newBuilder().setName("writer").build());
    root.roleGrantPermission(
        AuthRoleGrantPermissionRequest.newBuilder().setName("writer").setPerm(permission).build());
    root.userGrantRole(
        AuthUserGrantRoleRequest.newBuilder().setUser("ada").setRole("writer").build());

    AuthGrpc.AuthBlockingStub ada = node.as("ada", "countess");
    AuthRoleGetRequest writer = AuthRoleGetRequest.newBuilder().setRole("writer").build();
    AuthUserGetRequest herself = AuthUserGetRequest.newBuilder().setName("ada").build();
    assertThat(ada.userGet(herself).getRolesList()).containsExactly("writer");
    assertThat(ada.roleGet(writer).getPermList()).containsExactly(permission);
    assertThat(root.roleList(AuthRoleListRequest.getDefaultInstance()).getRolesList())
        .containsExactly("writer");

    root.roleRevokePermission(
        AuthRoleRevokePermissionRequest.newBuilder()
            .setRole("writer")
            .setKey(permission.getKey())
            .setRangeEnd(permission.getRangeEnd())
            .build());
    assertThat(ada.roleGet(writer).getPermList()).isEmpty();
    root.userRevokeRole(
        AuthUserRevokeRoleRequest.newBuilder().setName("ada").setRole("writer").build());
    assertThat(ada.userGet(herself).getRolesList()).isEmpty();
    root.roleDelete(AuthRoleDeleteRequest.newBuilder().setRole("writer").build());
    assertThat(root.roleList(AuthRoleListRequest.getDefaultInstance()).getRolesList()).isEmpty();
    root.userDelete(AuthUserDeleteRequest.newBuilder().setName("ada").build());
    assertRefused(
        () -> ada.userGet(herself), Status.Code.UNAUTHENTICATED, "etcdserver: invalid auth token");
  }

  @Test
  void turnedOffEverybodyMayManageAgain() {
    enable();
    root().authDisable(AuthDisableRequest.getDefaultInstance());

    add(node.nobody(), "ada", "countess");
    assertThat(node.nobody().userList(AuthUserListRequest.getDefaultInstance()).getUsersList())
        .containsExactly("ada", "root");
  }

  @Test
  void moreThanTheExecutorTakesIsRefused() throws Exception {
    try (AuthNode full =
        new AuthNode(work -> {
          throw new RejectedExecutionException("full");
        })) {
      assertRefused(
          () -> add(full.nobody(), "ada", "countess"),
          Status.Code.RESOURCE_EXHAUSTED,
          "etcdserver: too many requests");
    }
  }

  @Test
  void whatIsOurFaultIsNotToldToClients() throws Exception {
    try (AuthNode broken =
        new AuthNode(work -> {
          throw new IllegalStateException("secret details");
        })) {
      Status status = AuthNode.refusal(() -> add(broken.nobody(), "ada", "countess"));

      assertThat(status.getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(String.valueOf(status.getDescription())).doesNotContain("secret");
    }
  }

  private void enable() {
    add(node.nobody(), "root", "secret");
    node.nobody()
        .userGrantRole(
            AuthUserGrantRoleRequest.newBuilder().setUser("root").setRole("root").build());
    node.nobody().authEnable(AuthEnableRequest.getDefaultInstance());
  }

  private AuthGrpc.AuthBlockingStub root() {
    return node.as("root", "secret");
  }

  private static void add(AuthGrpc.AuthBlockingStub stub, String user, String password) {
    var response =
        stub.userAdd(AuthUserAddRequest.newBuilder().setName(user).setPassword(password).build());
    assertThat(response.getHeader().getMemberId()).isEqualTo(12);
  }

  private static void change(AuthGrpc.AuthBlockingStub stub, String user, String password) {
    var response =
        stub.userChangePassword(
            AuthUserChangePasswordRequest.newBuilder().setName(user).setPassword(password).build());
    assertThat(response.getHeader().getMemberId()).isEqualTo(12);
  }

  private static UnknownFieldSet options(ByteString bytes) {
    return UnknownFieldSet.newBuilder()
        .addField(3, UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build())
        .build();
  }

  private static void assertRefused(Runnable call, Status.Code code, String description) {
    Status status = AuthNode.refusal(call);
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDescription()).isEqualTo(description);
  }
}
