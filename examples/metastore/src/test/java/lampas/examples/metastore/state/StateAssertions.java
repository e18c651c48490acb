package lampas.examples.metastore.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.KeyValue;
import java.util.List;
import lampas.examples.metastore.error.EtcdException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of the state expect, and how it is written for people. */
final class StateAssertions {
  private StateAssertions() {}

  /** Key, value, created and changed revision, version, and the lease if there is one. */
  static String text(KeyValue kv) {
    return "%s=%s c%d m%d v%d%s"
        .formatted(
            kv.getKey().toStringUtf8(),
            kv.getValue().toStringUtf8(),
            kv.getCreateRevision(),
            kv.getModRevision(),
            kv.getVersion(),
            kv.getLease() == 0 ? "" : " l" + kv.getLease());
  }

  static List<String> texts(List<KeyValue> kvs) {
    return kvs.stream().map(StateAssertions::text).toList();
  }

  static List<String> keys(List<KeyValue> kvs) {
    return kvs.stream().map(kv -> kv.getKey().toStringUtf8()).toList();
  }

  static List<String> eventTexts(List<Event> events) {
    return events.stream()
        .map(event ->
            event.getType()
                + " "
                + text(event.getKv())
                + (event.hasPrevKv() ? " after " + text(event.getPrevKv()) : ""))
        .toList();
  }

  static void assertFails(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(EtcdException.class).hasMessage(message);
  }

  static void assertRevision(StateDriver state, long revision) {
    assertThat(state.state().revision()).isEqualTo(revision);
  }
}
