package lampas.examples.metastore.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.etcd.api.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final String ALL = "\0";

  private final Administration it = Administration.enabled();

  RightsTest() {
    it.addUser("ada");
    it.addRole("reader");
    it.addRole("writer");
    it.grantRole("ada", "reader");
    it.grantRole("ada", "writer");
  }

  @Test
  void whileItIsOffEverybodyMayDoEverything() {
    it.disable();

    for (Caller caller : List.of(Caller.NOBODY, Caller.UNKNOWN, new Caller("bob", 1))) {
      assertThat(read(caller, "a", "")).isEmpty();
      assertThat(write(caller, ALL, ALL)).isEmpty();
      assertThat(manage(caller)).isEmpty();
    }
  }

  @Test
  void nobodyMayDoNothing() {
    assertThat(read(Caller.NOBODY, "a", "")).contains(EtcdError.USER_EMPTY);
    assertThat(write(Caller.NOBODY, "a", "")).contains(EtcdError.USER_EMPTY);
    assertThat(manage(Caller.NOBODY)).contains(EtcdError.USER_EMPTY);
  }

  @Test
  void whoseTokenIsNotValidIsToldSo() {
    assertThat(read(Caller.UNKNOWN, "a", "")).contains(EtcdError.INVALID_AUTH_TOKEN);
    assertThat(write(Caller.UNKNOWN, "a", "")).contains(EtcdError.INVALID_AUTH_TOKEN);
    assertThat(manage(Caller.UNKNOWN)).contains(EtcdError.INVALID_AUTH_TOKEN);
    assertThat(Caller.of(Caller.UNKNOWN.asker())).isEqualTo(Caller.UNKNOWN);
  }

  @Test
  void rootMayDoEverything() {
    assertThat(read(it.root(), ALL, ALL)).isEmpty();
    assertThat(write(it.root(), ALL, ALL)).isEmpty();
    assertThat(manage(it.root())).isEmpty();
  }

  @Test
  void anotherUserWithTheRoleRootIsAnAdministratorToo() {
    it.addUser("bob");
    assertThat(manage(it.as("bob"))).contains(EtcdError.PERMISSION_DENIED);
    it.grantRole("bob", "root");

    assertThat(manage(it.as("bob"))).isEmpty();
    assertThat(write(it.as("bob"), ALL, ALL)).isEmpty();
  }

  @Test
  void readingAndWritingAreTwoThings() {
    it.grant("reader", Permission.Type.READ, "a", "");
    it.grant("writer", Permission.Type.WRITE, "b", "");
    it.grant("writer", Permission.Type.READWRITE, "c", "");

    assertThat(read("a", "")).isEmpty();
    assertThat(write("a", "")).contains(EtcdError.PERMISSION_DENIED);
    assertThat(read("b", "")).contains(EtcdError.PERMISSION_DENIED);
    assertThat(write("b", "")).isEmpty();
    assertThat(read("c", "")).isEmpty();
    assertThat(write("c", "")).isEmpty();
  }

  @Test
  void aRangeIsCoveredByThePermissionsOfAllRolesTogether() {
    it.grant("reader", Permission.Type.READ, "a", "c");
    it.grant("writer", Permission.Type.READWRITE, "c", "e");

    assertThat(read("a", "e")).isEmpty();
    assertThat(read("b", "d")).isEmpty();
    assertThat(read("a", "f")).contains(EtcdError.PERMISSION_DENIED);
    assertThat(read("a", ALL)).contains(EtcdError.PERMISSION_DENIED);
    assertThat(write("b", "d")).contains(EtcdError.PERMISSION_DENIED);

    it.grant("writer", Permission.Type.READ, "d", ALL);
    assertThat(read("a", ALL)).isEmpty();
    assertThat(read(ALL, ALL)).contains(EtcdError.PERMISSION_DENIED);
  }

  @Test
  void whatIsTakenAwayIsGoneAtOnce() {
    it.grant("reader", Permission.Type.READ, "a", "");
    assertThat(read("a", "")).isEmpty();

    it.revoke("reader", "a", "");
    assertThat(read("a", "")).contains(EtcdError.PERMISSION_DENIED);
    it.grant("reader", Permission.Type.READ, "a", "");
    it.revokeRole("ada", "reader");
    assertThat(read("a", "")).contains(EtcdError.PERMISSION_DENIED);
  }

  @Test
  void whoWasFoundBeforeAChangeIsToldToTryAgain() {
    it.grant("reader", Permission.Type.READ, "a", "");
    Caller before = it.as("ada");
    assertThat(read(before, "a", "")).isEmpty();

    it.addRole("another");
    assertThat(read(before, "a", "")).contains(EtcdError.AUTH_OLD_REVISION);
    assertThat(write(before, "a", "")).contains(EtcdError.AUTH_OLD_REVISION);
  }

  @Test
  void anAdministratorWithAnOldPasswordIsToldToTryAgain() {
    Caller before = it.root();
    it.addRole("another");
    assertThat(manage(before)).isEmpty();

    it.changePassword("root", "another");
    assertThat(manage(before)).contains(EtcdError.AUTH_OLD_REVISION);
    assertThat(manage(it.root())).isEmpty();
  }

  @Test
  void whoIsGoneMayDoNothing() {
    assertThat(read(it.as("bob"), "a", "")).contains(EtcdError.PERMISSION_DENIED);
    assertThat(manage(it.as("bob"))).contains(EtcdError.USER_NOT_FOUND);
  }

  @Test
  void onlyAdministratorsChangeUsersAndRoles() {
    List<Consumer<Command.Builder>> requests =
        List.of(
            Command.Builder::getAuthEnableBuilder,
            Command.Builder::getAuthDisableBuilder,
            Command.Builder::getUserAddBuilder,
            Command.Builder::getUserDeleteBuilder,
            Command.Builder::getUserChangePasswordBuilder,
            Command.Builder::getUserGrantRoleBuilder,
            Command.Builder::getUserRevokeRoleBuilder,
            Command.Builder::getRoleAddBuilder,
            Command.Builder::getRoleDeleteBuilder,
            Command.Builder::getRoleGrantPermissionBuilder,
            Command.Builder::getRoleRevokePermissionBuilder);

    for (Consumer<Command.Builder> request : requests) {
      assertThat(refusal(() -> it.apply(it.as("ada"), request)))
          .contains(EtcdError.PERMISSION_DENIED);
      assertThat(refusal(() -> it.apply(Caller.NOBODY, request))).contains(EtcdError.USER_EMPTY);
    }
  }

  @Test
  void usersSeeThemselvesAndTheirRolesAndAdministratorsSeeAll() {
    it.addUser("bob");
    it.addRole("other");
    it.grant("reader", Permission.Type.READ, "a", "");
    Permission permission = Administration.permission(Permission.Type.READ, "a", "");

    assertThat(it.<List<String>>ask(state -> state.rolesOf(it.as("ada"), "ada")))
        .containsExactly("reader", "writer");
    assertThat(it.<List<Permission>>ask(state -> state.permissionsOf(it.as("ada"), "reader")))
        .containsExactly(permission);
    assertThat(it.rolesOf("ada")).containsExactly("reader", "writer");
    assertThat(it.permissionsOf("reader")).containsExactly(permission);
    assertThat(it.users()).containsExactly("ada", "bob", "root");
    assertThat(it.<List<String>>ask(state -> state.roles(it.root())))
        .containsExactly("other", "reader", "writer");

    assertThat(asking(state -> state.rolesOf(it.as("ada"), "bob")))
        .contains(EtcdError.PERMISSION_DENIED);
    assertThat(asking(state -> state.permissionsOf(it.as("ada"), "other")))
        .contains(EtcdError.PERMISSION_DENIED);
    assertThat(asking(state -> state.users(it.as("ada")))).contains(EtcdError.PERMISSION_DENIED);
    assertThat(asking(state -> state.roles(it.as("ada")))).contains(EtcdError.PERMISSION_DENIED);
    assertThat(asking(state -> state.rolesOf(Caller.NOBODY, ""))).contains(EtcdError.USER_EMPTY);
    assertThat(asking(state -> state.rolesOf(it.root(), "eve"))).contains(EtcdError.USER_NOT_FOUND);
    assertThat(asking(state -> state.permissionsOf(it.root(), "root")))
        .contains(EtcdError.ROLE_NOT_FOUND);
  }

  @Test
  void theRoleRootShowsThatItMayDoEverything() {
    it.addRole("root");

    assertThat(it.permissionsOf("root"))
        .containsExactly(Administration.permission(Permission.Type.READWRITE, "", ALL));
  }

  private Optional<EtcdError> read(String key, String end) {
    return read(it.as("ada"), key, end);
  }

  private Optional<EtcdError> write(String key, String end) {
    return write(it.as("ada"), key, end);
  }

  private Optional<EtcdError> read(Caller caller, String key, String end) {
    return asking(state -> state.requireRead(caller, Administration.range(key, end)));
  }

  private Optional<EtcdError> write(Caller caller, String key, String end) {
    return asking(state -> state.requireWrite(caller, Administration.range(key, end)));
  }

  private Optional<EtcdError> manage(Caller caller) {
    return asking(state -> state.requireAdministrator(caller));
  }

  private Optional<EtcdError> asking(Consumer<AuthState> question) {
    return refusal(() ->
        it.ask(state -> {
          question.accept(state);
          return true;
        }));
  }

  private static Optional<EtcdError> refusal(Runnable action) {
    try {
      action.run();
      return Optional.empty();
    } catch (EtcdException e) {
      return Optional.of(e.error());
    }
  }
}
