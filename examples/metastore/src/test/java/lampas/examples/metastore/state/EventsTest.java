package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.assertFails;
import static lampas.examples.metastore.state.StateAssertions.eventTexts;
import static lampas.examples.metastore.state.StateDriver.bytes;
import static lampas.examples.metastore.state.TxnRequests.delete;
import static lampas.examples.metastore.state.TxnRequests.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.etcd.api.TxnRequest;
import java.util.List;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.Test;

class EventsTest {
  private static final KeyRange FROM_B = new KeyRange(bytes("b"), bytes("\0"));

  private final StateDriver state = new StateDriver();

  private EventBatch events(KeyRange range, long from, int atMost) {
    return state.state().events(range, from, atMost, true);
  }

  @Test
  void eventsComeInOrderWithWhatWasThereBefore() {
    state.put("a", "1");
    state.put("b", "1");
    state.put("b", "2");
    state.delete("a", "c");
    EventBatch all = events(KeyRange.ALL, 1, 100);
    assertThat(eventTexts(all.events()))
        .containsExactly(
            "PUT a=1 c2 m2 v1",
            "PUT b=1 c3 m3 v1",
            "PUT b=2 c3 m4 v2 after b=1 c3 m3 v1",
            "DELETE a= c0 m5 v0 after a=1 c2 m2 v1",
            "DELETE b= c0 m5 v0 after b=2 c3 m4 v2");
    assertThat(all.nextRevision()).isEqualTo(6);
    assertThat(all.revision()).isEqualTo(5);
    assertThat(eventTexts(state.state().events(FROM_B, 4, 100, false).events()))
        .containsExactly("PUT b=2 c3 m4 v2", "DELETE b= c0 m5 v0");
    assertThat(eventTexts(events(KeyRange.of(bytes("a")), 3, 100).events()))
        .containsExactly("DELETE a= c0 m5 v0 after a=1 c2 m2 v1");
  }

  @Test
  void aBatchEndsWithAWholeRevision() {
    state.put("z", "1");
    state.txn(TxnRequest.newBuilder().addSuccess(put("b", "1")).addSuccess(put("c", "1")));
    state.put("a", "1");
    state.put("b", "2");
    EventBatch first = events(FROM_B, 2, 2);
    assertThat(eventTexts(first.events()))
        .containsExactly("PUT z=1 c2 m2 v1", "PUT b=1 c3 m3 v1", "PUT c=1 c3 m3 v1");
    assertThat(first.nextRevision()).isEqualTo(4);
    EventBatch second = events(FROM_B, 4, 2);
    assertThat(eventTexts(second.events())).containsExactly("PUT b=2 c3 m5 v2 after b=1 c3 m3 v1");
    assertThat(second.nextRevision()).isEqualTo(6);
    EventBatch one = events(KeyRange.of(bytes("b")), 2, 1);
    assertThat(eventTexts(one.events())).containsExactly("PUT b=1 c3 m3 v1");
    assertThat(one.nextRevision()).isEqualTo(4);
  }

  @Test
  void theFutureHasNoEventsYet() {
    state.put("a", "1");
    assertThat(events(KeyRange.ALL, 3, 1)).isEqualTo(new EventBatch(List.of(), 3, 2));
    assertThat(events(KeyRange.ALL, 9, 1).nextRevision()).isEqualTo(9);
    assertThat(events(KeyRange.of(bytes("b")), 1, 1).nextRevision()).isEqualTo(3);
  }

  @Test
  void whatIsCompactedCannotBeWatched() {
    state.put("a", "1");
    state.put("a", "2");
    state.put("a", "3");
    state.compact(3);
    String message = "etcdserver: mvcc: required revision has been compacted";
    assertFails(() -> events(KeyRange.ALL, 2, 1), message);
    assertFails(() -> events(KeyRange.of(bytes("a")), 3, 1), message);
    assertThat(eventTexts(events(KeyRange.ALL, 4, 1).events()))
        .containsExactly("PUT a=3 c2 m4 v3 after a=2 c2 m3 v2");
  }

  @Test
  void whatWasThereBeforeIsWhatWasThereBeforeTheRevision() {
    state.put("a", "0");
    state.txn(
        TxnRequest.newBuilder()
            .addSuccess(TxnRequests.nested(TxnRequest.newBuilder().addSuccess(put("a", "1"))))
            .addSuccess(TxnRequests.nested(TxnRequest.newBuilder().addSuccess(delete("a", "")))));
    assertThat(eventTexts(events(KeyRange.ALL, 3, 10).events()))
        .containsExactly(
            "PUT a=1 c2 m3 v2 after a=0 c2 m2 v1", "DELETE a= c0 m3 v0 after a=0 c2 m2 v1");
  }
}
