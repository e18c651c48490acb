package lampas.examples.metastore.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.Permission;
import lampas.examples.metastore.log.StoredAuth;
import org.junit.jupiter.api.Test;

class StoredAuthTest {
  @Test
  void aStateIsTheSameAfterItWasStoredAndRestored() throws Exception {
    Administration it = Administration.enabled();
    it.addUser("ada");
    it.addUser("machine", "");
    it.addRole("reader");
    it.grantRole("ada", "reader");
    it.grant("reader", Permission.Type.READ, "a", "c");
    it.changePassword("ada", "another");
    long revision = it.revision();
    it.addRole("later");
    StoredAuth stored = it.stored();

    AuthState restored = AuthState.create();
    restored.restore(StoredAuth.parseFrom(stored.toByteArray()));

    assertThat(restored.stored()).isEqualTo(stored);
    assertThat(restored.enabled()).isTrue();
    assertThat(restored.revision()).isEqualTo(revision + 1);
    assertThat(restored.tokenKey()).isEqualTo(Administration.TOKEN_KEY);
    assertThat(restored.users(it.root())).containsExactly("ada", "machine", "root");
    assertThat(restored.roles(it.root())).containsExactly("later", "reader");
    assertThat(restored.rolesOf(it.root(), "ada")).containsExactly("reader");
    assertThat(restored.passwordHash("ada")).contains(ByteString.copyFromUtf8("another"));
    assertThat(restored.passwordHash("machine")).isEmpty();
    assertThat(restored.permissionsOf(it.root(), "reader"))
        .containsExactly(Administration.permission(Permission.Type.READ, "a", "c"));
    restored.requireRead(it.as("ada"), Administration.range("a", "c"));
    // The password is of this revision.
    assertThat(restored.recognise("ada", revision)).isEqualTo(new Caller("ada", revision + 1));
    assertThat(restored.recognise("ada", revision - 1)).isEqualTo(Caller.UNKNOWN);
  }

  @Test
  void whatWasThereBeforeIsGone() {
    Administration it = Administration.enabled();

    it.ask(state -> {
      state.restore(AuthState.create().stored());
      return true;
    });

    assertThat(it.stored()).isEqualTo(AuthState.create().stored());
    assertThat(it.users()).isEmpty();
  }

  @Test
  void damageIsSeenBeforeAnythingChanges() {
    AuthState state = AuthState.create();
    StoredAuth damaged =
        Administration.enabled().stored().toBuilder().clearPasswordRevisions().build();

    assertThatThrownBy(() -> state.restore(damaged))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stored users: 0 password revisions (expected: 1, one for each user)");
    assertThat(state.stored()).isEqualTo(AuthState.create().stored());
  }
}
