package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.assertFails;
import static lampas.examples.metastore.state.StateDriver.bytes;
import static lampas.examples.metastore.state.StateDriver.deleteRequest;
import static lampas.examples.metastore.state.StateDriver.putRequest;
import static lampas.examples.metastore.state.TxnRequests.delete;
import static lampas.examples.metastore.state.TxnRequests.nested;
import static lampas.examples.metastore.state.TxnRequests.put;
import static lampas.examples.metastore.state.TxnRequests.range;
import static lampas.examples.metastore.state.TxnRequests.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.ibm.etcd.api.AuthDisableRequest;
import com.ibm.etcd.api.AuthDisableResponse;
import com.ibm.etcd.api.AuthEnableResponse;
import com.ibm.etcd.api.AuthRoleAddRequest;
import com.ibm.etcd.api.AuthRoleAddResponse;
import com.ibm.etcd.api.AuthRoleGrantPermissionRequest;
import com.ibm.etcd.api.AuthRoleGrantPermissionResponse;
import com.ibm.etcd.api.AuthUserAddRequest;
import com.ibm.etcd.api.AuthUserAddResponse;
import com.ibm.etcd.api.AuthUserGrantRoleRequest;
import com.ibm.etcd.api.AuthUserGrantRoleResponse;
import com.ibm.etcd.api.Compare.CompareResult;
import com.ibm.etcd.api.Permission;
import com.ibm.etcd.api.TxnRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.examples.metastore.auth.AuthState;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.log.AuthEnabling;
import lampas.examples.metastore.log.Command;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rights each request needs; may reads r, writes w and has both for b. */
class RightsTest {
  private final List<Boolean> checks = new ArrayList<>();
  private final StateDriver state =
      new StateDriver(
          new StateObserver() {
            @Override
            public void authorization(boolean granted) {
              checks.add(granted);
            }
          });

  @BeforeEach
  void enable() {
    state.grant(1, 60);
    state.grant(2, 60);
    state.put(putRequest("w", "1").setLease(1));
    state.put(putRequest("x", "1").setLease(2));
    user("root", "root");
    user("may", "limited");
    permit(Permission.Type.READ, "r");
    permit(Permission.Type.WRITE, "w");
    permit(Permission.Type.READWRITE, "b");
    assertThat(checks).isEmpty();
    Message enabled =
        apply(
            Command.newBuilder().setAuthEnable(AuthEnabling.newBuilder().setTokenKey(bytes("k"))),
            AuthEnableResponse.getDefaultInstance());
    assertThat(((AuthEnableResponse) enabled).getHeader().getRevision()).isEqualTo(3);
    become("may");
  }

  private void user(String name, String role) {
    apply(
        Command.newBuilder().setUserAdd(AuthUserAddRequest.newBuilder().setName(name)),
        AuthUserAddResponse.getDefaultInstance());
    apply(
        Command.newBuilder().setRoleAdd(AuthRoleAddRequest.newBuilder().setName(role)),
        AuthRoleAddResponse.getDefaultInstance());
    apply(
        Command.newBuilder()
            .setUserGrantRole(AuthUserGrantRoleRequest.newBuilder().setUser(name).setRole(role)),
        AuthUserGrantRoleResponse.getDefaultInstance());
  }

  private void permit(Permission.Type type, String key) {
    apply(
        Command.newBuilder()
            .setRoleGrantPermission(
                AuthRoleGrantPermissionRequest.newBuilder()
                    .setName("limited")
                    .setPerm(Permission.newBuilder().setPermType(type).setKey(bytes(key)))),
        AuthRoleGrantPermissionResponse.getDefaultInstance());
  }

  private <T extends Message> T apply(Command.Builder command, T kind) {
    return state.apply(command, kind);
  }

  private void become(String user) {
    state.caller(new Caller(user, state.state().auth(AuthState::revision)));
  }

  private void denied(ThrowingCallable call) {
    checks.clear();
    assertFails(call, "etcdserver: permission denied");
    assertThat(checks).endsWith(false);
  }

  @Test
  void aRangeNeedsToRead() {
    state.range("r", "");
    assertThat(checks).containsExactly(true);
    denied(() -> state.range("w", ""));
    denied(() -> state.range("r", "s"));
  }

  @Test
  void aPutNeedsToWriteAndToReadWhatWasThere() {
    state.put("w", "1");
    state.put(putRequest("b", "1").setPrevKv(true));
    denied(() -> state.put("r", "1"));
    denied(() -> state.put(putRequest("w", "1").setPrevKv(true)));
    assertThat(checks).containsExactly(true, false);
  }

  @Test
  void aPutWithALeaseNeedsToWriteItsKeys() {
    state.put(putRequest("b", "1").setLease(1));
    denied(() -> state.put(putRequest("b", "1").setLease(2)));
    assertFails(
        () -> state.put(putRequest("b", "1").setLease(3)), "etcdserver: requested lease not found");
  }

  @Test
  void aDeletionNeedsToWriteAndToReadWhatWasThere() {
    assertThat(state.delete("w", "").getDeleted()).isEqualTo(1);
    state.delete(deleteRequest("b", "").setPrevKv(true));
    denied(() -> state.delete("r", ""));
    denied(() -> state.delete(deleteRequest("w", "").setPrevKv(true)));
    denied(() -> state.delete("w", "x"));
  }

  @Test
  void aTransactionNeedsTheRightsOfAllThatItMayDo() {
    state.txn(
        TxnRequest.newBuilder()
            .addCompare(version("r", CompareResult.EQUAL, 0))
            .addSuccess(put("w", ""))
            .addFailure(range("r", "")));
    denied(
        () -> state.txn(TxnRequest.newBuilder().addCompare(version("w", CompareResult.EQUAL, 0))));
    denied(() -> state.txn(TxnRequest.newBuilder().addFailure(put("r", ""))));
    denied(() ->
        state.txn(TxnRequest.newBuilder().addSuccess(put("w", "")).addFailure(delete("r", ""))));
    denied(() ->
        state.txn(
            TxnRequest.newBuilder()
                .addSuccess(nested(TxnRequest.newBuilder().addFailure(range("w", ""))))));
    TxnRequest reads = TxnRequest.newBuilder().addFailure(range("w", "")).build();
    denied(() ->
        state.state().read(new Caller("may", state.state().auth(AuthState::revision)), reads));
  }

  @Test
  void aRevocationNeedsToWriteTheKeysOfTheLease() {
    denied(() -> state.revoke(2));
    assertThat(state.revoke(1).getHeader().getRevision()).isEqualTo(4);
  }

  @Test
  void aLookAtALeaseNeedsToReadItsKeys() {
    denied(() -> state.timeToLive(2));
    state.grant(3, 60);
    state.put(putRequest("b", "1").setLease(3));
    assertThat(state.timeToLive(3).getTTL()).isEqualTo(60);
  }

  @Test
  void compactionIsForAdministrators() {
    denied(() -> state.compact(2));
    become("root");
    state.compact(2);
    assertThat(state.state().compactedRevision()).isEqualTo(2);
  }

  @Test
  void usersAndRolesAreForAdministrators() {
    Command.Builder command = Command.newBuilder().setAuthDisable(AuthDisableRequest.newBuilder());
    assertFails(
        () -> apply(command, AuthDisableResponse.getDefaultInstance()),
        "etcdserver: permission denied");
    become("root");
    apply(command, AuthDisableResponse.getDefaultInstance());
    state.caller(Caller.NOBODY);
    state.put("anything", "1");
  }

  @Test
  void nobodyMayDoNothingButLeasesEnd() {
    state.caller(Caller.NOBODY);
    String message = "etcdserver: user name is empty";
    assertFails(() -> state.put("b", "1"), message);
    assertFails(() -> state.range("b", ""), message);
    assertFails(() -> state.grant(9, 60), message);
    assertFails(() -> state.revoke(1), message);
    assertFails(() -> state.timeToLive(1), message);
    assertFails(() -> state.compact(2), message);
    state.caller(Caller.UNKNOWN);
    assertFails(() -> state.grant(9, 60), "etcdserver: invalid auth token");
    state.caller(Caller.NOBODY);
    state.pass(Duration.ofSeconds(60));
    state.expire(state.state().expiredLeases(10));
    assertThat(state.state().size().keys()).isZero();
  }

  @Test
  void aTokenFromBeforeTheLastChangeIsOld() {
    become("root");
    permit(Permission.Type.READ, "q");
    assertFails(() -> state.put("b", "1"), "etcdserver: revision of auth store is old");
  }
}
