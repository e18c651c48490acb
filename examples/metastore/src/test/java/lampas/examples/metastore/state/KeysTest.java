package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.assertFails;
import static lampas.examples.metastore.state.StateAssertions.assertRevision;
import static lampas.examples.metastore.state.StateAssertions.keys;
import static lampas.examples.metastore.state.StateAssertions.text;
import static lampas.examples.metastore.state.StateAssertions.texts;
import static lampas.examples.metastore.state.StateDriver.bytes;
import static lampas.examples.metastore.state.StateDriver.deleteRequest;
import static lampas.examples.metastore.state.StateDriver.putRequest;
import static lampas.examples.metastore.state.StateDriver.rangeRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.ResponseHeader;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final StateDriver state = new StateDriver();

  @Test
  void stateBeginsWithoutKeysAtRevisionOne() {
    assertRevision(state, 1);
    assertThat(state.state().compactedRevision()).isZero();
    assertThat(state.range("\0", "\0").getCount()).isZero();
    assertThat(state.state().size()).isEqualTo(new StateSize(0, 0, 0, 0));
  }

  @Test
  void aPutMakesARevisionAndTheNextVersion() {
    assertThat(state.put("a", "1").getHeader())
        .isEqualTo(ResponseHeader.newBuilder().setRevision(2).build());
    assertThat(state.put("b", "1").getHeader().getRevision()).isEqualTo(3);
    assertThat(state.put("a", "2").getHeader().getRevision()).isEqualTo(4);
    assertThat(texts(state.range("a", "c").getKvsList()))
        .containsExactly("a=2 c2 m4 v2", "b=1 c3 m3 v1");
    assertThat(state.range("a", "").getHeader())
        .isEqualTo(ResponseHeader.newBuilder().setRevision(4).build());
  }

  @Test
  void aKeyThatIsPutAfterItsDeletionIsNew() {
    state.put("a", "1");
    state.delete("a", "");
    state.put("a", "2");
    assertThat(texts(state.range("a", "").getKvsList())).containsExactly("a=2 c4 m4 v1");
  }

  @Test
  void everyRevisionCanBeRead() {
    state.put("a", "1");
    state.put("a", "2");
    state.delete("a", "");
    state.put("a", "3");
    assertThat(state.range(rangeRequest("a", "").setRevision(1)).getKvsList()).isEmpty();
    assertThat(texts(state.range(rangeRequest("a", "").setRevision(2)).getKvsList()))
        .containsExactly("a=1 c2 m2 v1");
    assertThat(texts(state.range(rangeRequest("a", "").setRevision(3)).getKvsList()))
        .containsExactly("a=2 c2 m3 v2");
    assertThat(state.range(rangeRequest("a", "").setRevision(4)).getKvsList()).isEmpty();
    var newest = state.range(rangeRequest("a", "").setRevision(5));
    assertThat(texts(newest.getKvsList())).containsExactly("a=3 c5 m5 v1");
    assertThat(newest.getHeader().getRevision()).isEqualTo(5);
    assertFails(
        () -> state.range(rangeRequest("a", "").setRevision(6)),
        "etcdserver: mvcc: required revision is a future revision");
  }

  @Test
  void keysAreInTheOrderOfTheirUnsignedBytes() {
    for (int unsigned : new int[] {0xff, 0x7f, 0x80, 0x01, 0x00}) {
      ByteString key = ByteString.copyFrom(new byte[] {(byte) unsigned});
      state.put(PutRequest.newBuilder().setKey(key));
    }
    state.put(PutRequest.newBuilder().setKey(ByteString.copyFrom(new byte[] {0x7f, 0})));
    assertThat(state.range("\0", "\0").getKvsList())
        .extracting(kv -> kv.getKey().byteAt(0) & 0xff)
        .containsExactly(0x00, 0x01, 0x7f, 0x7f, 0x80, 0xff);
  }

  @Test
  void aRangeHasItsStartAndNotItsEnd() {
    for (String key : new String[] {"a", "aa", "b", "c"}) {
      state.put(key, "");
    }
    assertThat(keys(state.range("a", "c").getKvsList())).containsExactly("a", "aa", "b");
    assertThat(keys(state.range("aa", "\0").getKvsList())).containsExactly("aa", "b", "c");
    assertThat(state.range("c", "a").getKvsList()).isEmpty();
    assertThat(state.range("b", "b").getCount()).isZero();
  }

  @Test
  void aPutTellsWhatWasThereIfAsked() {
    assertThat(state.put(putRequest("a", "1").setPrevKv(true)).hasPrevKv()).isFalse();
    assertThat(text(state.put(putRequest("a", "2").setPrevKv(true)).getPrevKv()))
        .isEqualTo("a=1 c2 m2 v1");
    assertThat(state.put("a", "3").hasPrevKv()).isFalse();
  }

  @Test
  void aPutCanKeepTheValueOrTheLease() {
    state.grant(7, 60);
    state.put(putRequest("a", "1").setLease(7));
    state.put(PutRequest.newBuilder().setKey(bytes("a")).setIgnoreValue(true));
    assertThat(texts(state.range("a", "").getKvsList())).containsExactly("a=1 c2 m3 v2");
    state.put(putRequest("a", "1").setLease(7));
    state.put(putRequest("a", "2").setIgnoreLease(true));
    assertThat(texts(state.range("a", "").getKvsList())).containsExactly("a=2 c2 m5 v4 l7");
  }

  @Test
  void aPutThatKeepsSomethingNeedsAKey() {
    String message = "etcdserver: key not found";
    assertFails(
        () -> state.put(PutRequest.newBuilder().setKey(bytes("a")).setIgnoreValue(true)), message);
    assertFails(() -> state.put(putRequest("a", "1").setIgnoreLease(true)), message);
    assertRevision(state, 1);
  }

  @Test
  void formIsChecked() {
    assertFails(() -> state.put("", "1"), "etcdserver: key is not provided");
    assertFails(() -> state.delete("", "b"), "etcdserver: key is not provided");
    assertFails(() -> state.range("", "b"), "etcdserver: key is not provided");
    assertFails(
        () -> state.put(putRequest("a", "1").setIgnoreValue(true)),
        "etcdserver: value is provided");
    assertFails(
        () -> state.put(putRequest("a", "1").setIgnoreLease(true).setLease(1)),
        "etcdserver: lease is provided");
    assertFails(
        () -> state.range(rangeRequest("a", "").setSortOrderValue(9)),
        "etcdserver: invalid sort option");
    assertFails(
        () -> state.range(rangeRequest("a", "").setSortTargetValue(9)),
        "etcdserver: invalid sort option");
  }

  @Test
  void aDeletionCountsAndTellsWhatWasThere() {
    state.put("a", "1");
    state.put("b", "2");
    state.put("c", "3");
    var response = state.delete(deleteRequest("a", "c").setPrevKv(true));
    assertThat(response.getDeleted()).isEqualTo(2);
    assertThat(response.getHeader().getRevision()).isEqualTo(5);
    assertThat(texts(response.getPrevKvsList())).containsExactly("a=1 c2 m2 v1", "b=2 c3 m3 v1");
    assertThat(state.delete("c", "").getPrevKvsList()).isEmpty();
  }

  @Test
  void aDeletionOfNothingMakesNoRevision() {
    state.put("a", "1");
    var response = state.delete("b", "\0");
    assertThat(response.getDeleted()).isZero();
    assertThat(response.getHeader().getRevision()).isEqualTo(2);
    assertRevision(state, 2);
  }

  @Test
  void sizeCountsKeysVersionsAndBytes() {
    state.grant(7, 60);
    state.put("a", "123");
    state.put("a", "4");
    state.put("bb", "");
    state.delete("a", "");
    assertThat(state.state().size()).isEqualTo(new StateSize(1, 4, 4 + 2 + 2 + 1, 1));
  }
}
