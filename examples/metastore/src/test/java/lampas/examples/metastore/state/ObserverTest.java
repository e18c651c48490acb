package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateDriver.putRequest;
import static lampas.examples.metastore.state.TxnRequests.put;
import static lampas.examples.metastore.state.TxnRequests.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.TxnRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.log.Command;
import org.junit.jupiter.api.Test;

/** What observers and listeners are told. */
class ObserverTest {
  private final List<String> observed = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final StateDriver state =
      new StateDriver(
          new StateObserver() {
            @Override
            public void operation(Operation operation, long nanos, boolean succeeded) {
              observed.add(operation + (succeeded ? "" : " failed"));
            }

            @Override
            public void lease(LeaseOperation operation, boolean succeeded) {
              observed.add(operation + (succeeded ? "" : " failed"));
            }

            @Override
            public void authorization(boolean granted) {
              observed.add("authorization");
            }

            @Override
            public void compacted() {
              observed.add("compacted");
            }
          });

  @Test
  void everyOperationIsObserved() {
    state.grant(7, 10);
    state.put(putRequest("a", "1").setLease(7));
    state.range("a", "");
    state.txn(TxnRequest.newBuilder().addSuccess(put("b", "1")));
    state.state().read(Caller.NOBODY, TxnRequest.newBuilder().addSuccess(range("a", "")).build());
    state.delete("b", "");
    state.compact(2);
    state.renew(7);
    state.pass(Duration.ofSeconds(10));
    state.expire(state.state().expiredLeases(1));
    state.grant(8, 10);
    state.revoke(8);
    assertThat(observed)
        .containsExactly(
            "GRANT",
            "PUT",
            "RANGE",
            "TXN",
            "TXN",
            "DELETE",
            "COMPACT",
            "compacted",
            "RENEW",
            "EXPIRE",
            "GRANT",
            "REVOKE");
  }

  @Test
  void failuresAreObserved() {
    assertThatThrownBy(() -> state.put("", ""));
    assertThatThrownBy(() -> state.range("", ""));
    assertThatThrownBy(() -> state.delete("", ""));
    assertThatThrownBy(() -> state.compact(9));
    assertThatThrownBy(() -> state.txn(TxnRequest.newBuilder().addSuccess(put("", ""))));
    assertThatThrownBy(() -> state.grant(0, 0));
    assertThatThrownBy(() -> state.revoke(9));
    state.renew(9);
    assertThat(observed)
        .containsExactly(
            "PUT failed",
            "RANGE failed",
            "DELETE failed",
            "COMPACT failed",
            "TXN failed",
            "GRANT failed",
            "REVOKE failed",
            "RENEW failed");
  }

  @Test
  void listenersAreToldOfEveryRevisionWithTheLockFree() {
    state
        .state()
        .listen(
            new ChangeListener() {
              @Override
              public void changed(long revision, List<ByteString> keys) {
                told.add(revision + " " + keys.stream().map(ByteString::toStringUtf8).toList());
                Thread reader =
                    Thread.ofPlatform().start(() -> told.add("read " + state.state().revision()));
                try {
                  reader.join();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }

              @Override
              public void compacted(long revision) {
                told.add("compacted " + revision);
              }
            });
    state.put("a", "1");
    state.delete("b", "");
    assertThatThrownBy(() -> state.put("", "1"));
    state.txn(TxnRequest.newBuilder().addSuccess(put("c", "")).addSuccess(put("b", "")));
    state.delete("a", "z");
    state.compact(3);
    assertThatThrownBy(() -> state.compact(3));
    assertThat(told)
        .containsExactly(
            "2 [a]", "read 2", "3 [c, b]", "read 3", "4 [a, b, c]", "read 4", "compacted 3");
  }

  @Test
  void aCommandWithoutARequestIsADefect() {
    assertThatThrownBy(() -> state.state().apply(Command.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("command: without a request (expected: one)");
  }
}
