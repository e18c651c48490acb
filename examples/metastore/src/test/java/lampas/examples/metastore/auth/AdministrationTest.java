package lampas.examples.metastore.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Permission;
import io.grpc.Status;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdministrationTest {
  private static final Permission.Type READ = Permission.Type.READ;

  /** Something that is refused, when root, ada with the role reader and nothing else exist. */
  record Refused(String what, Consumer<Administration> change, Status.Code code, String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Refused> refusedAlways() {
    return Stream.of(
        failed("a user without a name", it -> it.addUser(""), "user name is empty", INVALID),
        failed("a user twice", it -> it.addUser("ada"), "user name already exists", FAILED),
        failed("deleting nobody", it -> it.deleteUser("bob"), "user name not found", FAILED),
        failed(
            "nobody's password",
            it -> it.changePassword("bob", "x"),
            "user name not found",
            FAILED),
        failed(
            "a role for nobody",
            it -> it.grantRole("bob", "reader"),
            "user name not found",
            FAILED),
        failed(
            "granting no role", it -> it.grantRole("ada", "writer"), "role name not found", FAILED),
        failed(
            "revoking from nobody",
            it -> it.revokeRole("bob", "reader"),
            "user name not found",
            FAILED),
        failed(
            "revoking what was not granted",
            it -> it.revokeRole("ada", "writer"),
            "role is not granted to the user",
            FAILED),
        failed("a role without a name", it -> it.addRole(""), "role name is empty", INVALID),
        failed("a role twice", it -> it.addRole("reader"), "role name already exists", FAILED),
        failed("deleting no role", it -> it.deleteRole("writer"), "role name not found", FAILED),
        failed(
            "permitting nothing", it -> it.grantNothing("reader"), "permission not given", INVALID),
        failed(
            "permitting to no role",
            it -> it.grant("writer", READ, "a", ""),
            "role name not found",
            FAILED),
        failed(
            "permitting no key",
            it -> it.grant("reader", READ, "", "b"),
            "invalid auth management",
            INVALID),
        failed(
            "permitting a range that ends before it begins",
            it -> it.grant("reader", READ, "b", "a"),
            "invalid auth management",
            INVALID),
        failed(
            "permitting a range without keys",
            it -> it.grant("reader", READ, "b", "b"),
            "invalid auth management",
            INVALID),
        failed(
            "taking a permission from no role",
            it -> it.revoke("writer", "a", ""),
            "role name not found",
            FAILED),
        failed(
            "taking a permission that was not given",
            it -> it.revoke("reader", "a", "b"),
            "permission is not granted to the role",
            FAILED));
  }

  static Stream<Refused> refusedWhileOn() {
    return Stream.of(
        failed(
            "deleting the user root",
            it -> it.deleteUser("root"),
            "invalid auth management",
            INVALID),
        failed(
            "deleting the role root",
            it -> it.deleteRole("root"),
            "invalid auth management",
            INVALID),
        failed(
            "taking the role root from the user root",
            it -> it.revokeRole("root", "root"),
            "invalid auth management",
            INVALID));
  }

  private static final Status.Code INVALID = Status.Code.INVALID_ARGUMENT;
  private static final Status.Code FAILED = Status.Code.FAILED_PRECONDITION;

  @ParameterizedTest
  @MethodSource({"refusedAlways", "refusedWhileOn"})
  void whatIsRefusedWhileAuthenticationIsOnHasEtcdsWordsAndChangesNothing(Refused refused) {
    assertRefused(withAda(Administration.enabled()), refused);
  }

  @ParameterizedTest
  @MethodSource("refusedAlways")
  void whatIsRefusedWhileItIsOffHasTheSameWords(Refused refused) {
    assertRefused(withAda(new Administration()), refused);
  }

  @Test
  void withoutRootItCannotBeTurnedOn() {
    Administration it = new Administration();
    Refused noUser = failed("on", Administration::enable, "root user does not exist", FAILED);
    Refused noRole =
        failed("on", Administration::enable, "root user does not have root role", FAILED);

    assertRefused(it, noUser);
    it.addUser("root");
    assertRefused(it, noRole);
    it.grantRole("root", "root");
    it.enable();

    assertThat(it.ask(AuthState::enabled)).isTrue();
    assertThat(it.tokenKey()).isEqualTo(Administration.TOKEN_KEY);
  }

  @Test
  void rootCanGoWhileItIsOff() {
    Administration it = Administration.enabled();
    it.disable();
    it.revokeRole("root", "root");
    it.deleteUser("root");

    assertThat(it.users()).isEmpty();
  }

  @Test
  void everyChangeCountsAndWhatChangesNothingDoesNot() {
    Administration it = new Administration();
    List<Consumer<Administration>> changes =
        List.of(
            that -> that.addUser("root"),
            that -> that.addUser("ada"),
            that -> that.changePassword("ada", "another"),
            that -> that.addRole("reader"),
            that -> that.grant("reader", READ, "a", "b"),
            that -> that.grantRole("ada", "reader"),
            that -> that.revoke("reader", "a", "b"),
            that -> that.revokeRole("ada", "reader"),
            that -> that.deleteRole("reader"),
            that -> that.deleteUser("ada"),
            that -> that.grantRole("root", "root"),
            Administration::enable,
            Administration::disable);

    long revision = it.revision();
    assertThat(revision).isEqualTo(1);
    for (Consumer<Administration> change : changes) {
      change.accept(it);
      assertThat(it.revision()).isEqualTo(++revision);
    }
    it.disable();
    it.grantRole("root", "root");
    assertThat(it.revision()).isEqualTo(revision);
  }

  @Test
  void turningItOnAgainKeepsTheKeyAndTurningItOffForgetsIt() {
    Administration it = Administration.enabled();

    it.enable(ByteString.copyFromUtf8("another key"));
    assertThat(it.tokenKey()).isEqualTo(Administration.TOKEN_KEY);
    it.disable();
    assertThat(it.tokenKey()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void aDeletedRoleIsNobodysAndItsPermissionsAreGone() {
    Administration it = withAda(Administration.enabled());
    it.grant("reader", READ, "a", "");
    it.ask(state -> {
      state.requireRead(it.as("ada"), Administration.range("a", ""));
      return true;
    });

    it.deleteRole("reader");
    it.addRole("reader");

    assertThat(it.rolesOf("ada")).isEmpty();
    assertThat(it.permissionsOf("reader")).isEmpty();
  }

  @Test
  void aPermissionForTheSameRangeIsReplaced() {
    Administration it = withAda(new Administration());
    it.grant("reader", Permission.Type.READ, "c", "d");
    it.grant("reader", Permission.Type.WRITE, "a", "");
    it.grant("reader", Permission.Type.READ, "a", "b");
    it.grant("reader", Permission.Type.READWRITE, "a", "b");

    assertThat(it.permissionsOf("reader"))
        .containsExactly(
            Administration.permission(Permission.Type.WRITE, "a", ""),
            Administration.permission(Permission.Type.READWRITE, "a", "b"),
            Administration.permission(Permission.Type.READ, "c", "d"));
  }

  @Test
  void aUserWithoutAPasswordStaysWithoutAndAnotherGetsTheNewOne() {
    Administration it = new Administration();
    it.addUser("machine", "");
    it.addUser("ada", "old");

    it.changePassword("machine", "new");
    it.changePassword("ada", "new");

    assertThat(it.passwordHash("machine")).isEmpty();
    assertThat(it.passwordHash("ada")).contains(ByteString.copyFromUtf8("new"));
  }

  @Test
  void aCommandThatIsNotAboutUsersIsADefect() {
    Administration it = new Administration();

    IllegalArgumentException thrown =
        catchThrowableOfType(
            IllegalArgumentException.class, () -> it.apply(Command.Builder::getPutBuilder));

    assertThat(thrown).hasMessage("command: PUT (expected: one about users or roles)");
  }

  private static Administration withAda(Administration it) {
    it.addRole("reader");
    it.addUser("ada");
    it.grantRole("ada", "reader");
    return it;
  }

  private static Refused failed(
      String what, Consumer<Administration> change, String words, Status.Code code) {
    return new Refused(what, change, code, "etcdserver: " + words);
  }

  private static void assertRefused(Administration it, Refused refused) {
    var before = it.stored();

    EtcdException thrown =
        catchThrowableOfType(EtcdException.class, () -> refused.change().accept(it));

    assertThat(thrown).hasMessage(refused.message());
    assertThat(thrown.status().getCode()).isEqualTo(refused.code());
    assertThat(thrown.status().getDescription()).isEqualTo(refused.message());
    assertThat(it.stored()).isEqualTo(before);
  }
}
