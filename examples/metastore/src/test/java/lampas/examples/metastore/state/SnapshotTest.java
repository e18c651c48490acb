package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.texts;
import static lampas.examples.metastore.state.StateDriver.putRequest;
import static lampas.examples.metastore.state.StateDriver.rangeRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.AuthRoleAddRequest;
import com.ibm.etcd.api.AuthRoleAddResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.SnapshotRecord;
import lampas.examples.metastore.log.SnapshotStart;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private final StateDriver state = new StateDriver();

  @BeforeEach
  void fill() {
    state.grant(7, 60);
    state.put("a", "1");
    state.put(putRequest("b", "1").setLease(7));
    state.put("a", "2");
    state.delete("b", "");
    state.put(putRequest("c", "3").setLease(7));
    state.compact(4);
    state.put("d", "");
    state.apply(
        Command.newBuilder().setRoleAdd(AuthRoleAddRequest.newBuilder().setName("reader")),
        AuthRoleAddResponse.getDefaultInstance());
  }

  @Test
  void aRestoredStateIsTheSame() throws IOException {
    StateDriver other = new StateDriver();
    other.put("other", "1");
    other.restore(state.snapshot());
    assertThat(other.snapshot()).isEqualTo(state.snapshot());
    assertThat(other.state().revision()).isEqualTo(7);
    assertThat(other.state().compactedRevision()).isEqualTo(4);
    assertThat(other.state().size()).isEqualTo(state.state().size());
    assertThat(other.state().hash(0)).isEqualTo(state.state().hash(0));
    assertThat(other.state().hash(5)).isEqualTo(state.state().hash(5));
    assertThat(texts(other.range(rangeRequest("a", "z").setRevision(4)).getKvsList()))
        .containsExactly("a=2 c2 m4 v2", "b=1 c3 m3 v1 l7");
    assertThat(other.state().events(KeyRange.ALL, 5, 100, true))
        .isEqualTo(state.state().events(KeyRange.ALL, 5, 100, true));
    assertThat(other.state().<List<ByteString>>auth(auth -> List.of(auth.stored().toByteString())))
        .isEqualTo(
            state.state().<List<ByteString>>auth(auth -> List.of(auth.stored().toByteString())));
    other.revoke(7);
    assertThat(texts(other.range("a", "z").getKvsList()))
        .containsExactly("a=2 c2 m4 v2", "d= c7 m7 v1");
  }

  @Test
  void anEmptyStateCanBeRestored() throws IOException {
    state.restore(new StateDriver().snapshot());
    assertThat(state.state().revision()).isEqualTo(1);
    assertThat(state.state().size()).isEqualTo(new StateSize(0, 0, 0, 0));
  }

  @Test
  void aSnapshotThatIsCutAnywhereIsRefused() throws IOException {
    byte[] whole = state.snapshot();
    StateDriver other = filled();
    byte[] before = other.snapshot();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> other.restore(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("snapshot: ");
    }
    assertThat(other.snapshot()).isEqualTo(before);
  }

  @Test
  void aSnapshotWithAFlippedBitIsRefused() throws IOException {
    byte[] whole = state.snapshot();
    StateDriver other = filled();
    byte[] before = other.snapshot();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> other.restore(flipped))
          .as("bit %d of byte %d", bit % 8, bit / 8)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("snapshot: ");
    }
    assertThat(other.snapshot()).isEqualTo(before);
    other.restore(whole);
    assertThat(other.snapshot()).isEqualTo(whole);
  }

  @Test
  void messagesTellWhatIsWrong() throws IOException {
    byte[] whole = state.snapshot();
    assertThatThrownBy(() -> state.restore(new byte[0]))
        .hasMessage("snapshot: ends after 0 records (expected: an end record)");
    assertThatThrownBy(() -> state.restore(Arrays.copyOf(whole, whole.length + 1)))
        .hasMessage("snapshot: more after its end (expected: nothing)");
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    SnapshotRecord start =
        SnapshotRecord.newBuilder().setStart(SnapshotStart.newBuilder().setRevision(1)).build();
    start.writeDelimitedTo(twice);
    start.writeDelimitedTo(twice);
    assertThatThrownBy(() -> state.restore(twice.toByteArray()))
        .hasMessage(
            "snapshot: record 2 is START"
                + " (expected: a version, a lease, users and roles or the end)");
    byte[] withoutStart = Arrays.copyOfRange(whole, 1 + whole[0], whole.length);
    assertThatThrownBy(() -> state.restore(withoutStart))
        .hasMessage("snapshot: begins with VERSION (expected: START)");
  }

  @Test
  void listenersAreToldThatTheStateWasReplaced() throws IOException {
    List<String> told = new ArrayList<>();
    StateDriver other = new StateDriver();
    other
        .state()
        .listen(
            new ChangeListener() {
              @Override
              public void changed(long revision, List<ByteString> keys) {
                told.add("changed " + revision);
              }

              @Override
              public void compacted(long revision) {
                told.add("compacted " + revision + " at " + other.state().revision());
              }
            });
    other.restore(state.snapshot());
    other.put("a", "9");
    assertThat(told).containsExactly("compacted 4 at 7", "changed 8");
  }

  private static StateDriver filled() {
    StateDriver filled = new StateDriver();
    filled.grant(5, 60);
    filled.put(putRequest("x", "1").setLease(5));
    return filled;
  }
}
