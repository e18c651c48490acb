package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.assertFails;
import static lampas.examples.metastore.state.StateAssertions.texts;
import static lampas.examples.metastore.state.StateDriver.rangeRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CompactionTest {
  private static final String COMPACTED = "etcdserver: mvcc: required revision has been compacted";
  private static final String FUTURE = "etcdserver: mvcc: required revision is a future revision";

  private final StateDriver state = new StateDriver();

  @Test
  void compactionKeepsTheNewestVersionOfEachKey() {
    state.put("a", "1");
    state.put("a", "2");
    state.put("b", "1");
    state.put("a", "3");
    assertThat(state.compact(4).getHeader().getRevision()).isEqualTo(5);
    assertThat(state.state().compactedRevision()).isEqualTo(4);
    assertFails(() -> state.range(rangeRequest("a", "").setRevision(3)), COMPACTED);
    assertThat(texts(state.range(rangeRequest("a", "c").setRevision(4)).getKvsList()))
        .containsExactly("a=2 c2 m3 v2", "b=1 c4 m4 v1");
    assertThat(texts(state.range("a", "c").getKvsList()))
        .containsExactly("a=3 c2 m5 v3", "b=1 c4 m4 v1");
    assertThat(state.state().size()).isEqualTo(new StateSize(2, 3, 6, 0));
  }

  @Test
  void compactionForgetsDeletedKeys() {
    state.put("a", "1");
    state.delete("a", "");
    state.put("b", "1");
    state.delete("b", "");
    state.compact(4);
    assertThat(state.state().size()).isEqualTo(new StateSize(0, 2, 3, 0));
    assertThat(texts(state.range(rangeRequest("b", "").setRevision(4)).getKvsList()))
        .containsExactly("b=1 c4 m4 v1");
    state.compact(5);
    assertThat(state.state().size()).isEqualTo(new StateSize(0, 0, 0, 0));
    state.put("a", "2");
    assertThat(texts(state.range("a", "").getKvsList())).containsExactly("a=2 c6 m6 v1");
  }

  @Test
  void onlyWhatIsThereCanBeCompactedAndOnlyOnce() {
    state.put("a", "1");
    assertFails(() -> state.compact(3), FUTURE);
    state.compact(2);
    assertFails(() -> state.compact(2), COMPACTED);
    assertFails(() -> state.compact(1), COMPACTED);
    assertFails(() -> state.compact(0), COMPACTED);
    assertFails(() -> state.compact(-1), COMPACTED);
  }

  @Test
  void aThousandVersionsCompactedLeaveOne() {
    for (int i = 0; i < 1000; i++) {
      state.put("a", "%03d".formatted(i));
      if (i % 100 == 99) {
        state.compact(state.state().revision());
      }
    }
    assertThat(state.state().size()).isEqualTo(new StateSize(1, 1, 4, 0));
    assertThat(texts(state.range("a", "").getKvsList())).containsExactly("a=999 c2 m1001 v1000");
  }

  @Test
  @Timeout(30)
  void whatIsCompactedIsFreed() {
    List<WeakReference<ByteString>> values = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      values.add(putWeakly(i));
    }
    state.compact(state.state().revision() - 1);
    while (values.subList(0, 98).stream().anyMatch(value -> !value.refersTo(null))) {
      System.gc();
    }
    assertThat(values.get(98).refersTo(null)).isFalse();
    assertThat(values.get(99).refersTo(null)).isFalse();
  }

  private WeakReference<ByteString> putWeakly(int number) {
    ByteString value = StateDriver.bytes("value " + number);
    state.put(StateDriver.putRequest("a", "").setValue(value));
    return new WeakReference<>(value);
  }
}
