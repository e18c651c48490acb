package lampas.acceptance.metastore;

import static lampas.acceptance.metastore.Texts.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.KeyValue;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import lampas.acceptance.metastore.RegisterLoad.Get;
import lampas.acceptance.metastore.RegisterLoad.Put;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Span;
import org.junit.jupiter.api.Test;

/** A check that finds nothing wrong must be able to. */
class WrittenHistoryTest {
  private static final String KEY = "register/1";

  @Test
  void aPromiseThatWasKeptIsFine() {
    assertThat(
            check(
                List.of(acknowledged("a", 2), unknown("b"), unknown("c")),
                event("a", 2),
                event("c", 3)))
        .isEqualTo(new WrittenHistory.Summary(1, 2, 1, 0));
  }

  @Test
  void aLostWriteIsFound() {
    assertThatThrownBy(
            () -> check(List.of(acknowledged("a", 2), acknowledged("b", 3)), event("a", 2)))
        .hasMessageContaining(
            "acknowledged, but at revision null in the history: Put[node=0, key=register/1, value=b,");
  }

  @Test
  void aWriteAtAnotherRevisionIsFound() {
    assertThatThrownBy(() -> check(List.of(acknowledged("a", 2)), event("a", 3)))
        .hasMessageContaining("acknowledged, but at revision 3 in the history");
  }

  @Test
  void aWriteThatIsThereTwiceIsFound() {
    assertThatThrownBy(() -> check(List.of(unknown("a")), event("a", 2), event("a", 3)))
        .hasMessageContaining("twice in the history: register/1=a");
  }

  @Test
  void whatNobodyWroteIsFound() {
    assertThatThrownBy(() -> check(List.of(), event("x", 2)))
        .hasMessageContaining("nobody wrote register/1=x");
  }

  @Test
  void aReadOfSomethingElseIsFound() {
    Get get = new Get(0, KEY, Optional.of("a"), 7, Span.of(20, 30));
    assertThatThrownBy(() ->
            WrittenHistory.check(
                List.of(acknowledged("a", 2)), List.of(get), List.of(event("a", 2))))
        .hasMessageContaining("read what is not in the history: Get[");
  }

  @Test
  void aStaleReadIsFound() {
    Get get = new Get(0, KEY, Optional.empty(), 0, Span.of(20, 30));
    assertThatThrownBy(() ->
            WrittenHistory.check(
                List.of(acknowledged("a", 2)), List.of(get), List.of(event("a", 2))))
        .hasMessageContaining("register/1 is not linearizable: no place for Read[");
  }

  private static WrittenHistory.Summary check(List<Put> puts, Event... events) {
    return WrittenHistory.check(puts, List.of(), List.of(events));
  }

  private static Put acknowledged(String value, long revision) {
    return new Put(0, KEY, value, Status.Code.OK, revision, Span.of(1, 10));
  }

  private static Put unknown(String value) {
    return new Put(0, KEY, value, Status.Code.UNAVAILABLE, 0, Span.unknown(1));
  }

  private static Event event(String value, long revision) {
    return Event.newBuilder()
        .setKv(
            KeyValue.newBuilder()
                .setKey(string(KEY))
                .setValue(string(value))
                .setModRevision(revision))
        .build();
  }
}
