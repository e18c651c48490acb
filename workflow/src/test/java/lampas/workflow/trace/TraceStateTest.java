package lampas.workflow.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lampas.workflow.outcome.WorkflowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceStateTest {
  @Test
  void entriesAreReadInTheirOrderWithoutEmptyOnesAndSpaces() {
    assertThat(TraceState.parse("a=1 , b@c=x y ,,\t9tenant@d=~!").orElseThrow().header())
        .isEqualTo("a=1,b@c=x y,9tenant@d=~!");
    assertThat(TraceState.parse("")).hasValue(TraceState.EMPTY);
    assertThat(TraceState.EMPTY.header()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a", "=1", "a=", "A=1", "9a=1", "a=b=c", "a=1,a=2", "a@=1", "a@9=1", "a@b@c=1", "ä=1", "a=ä"
      })
  void anyInvalidEntryMakesAllOfItInvalid(String header) {
    assertThat(TraceState.parse("ok=1," + header)).isEmpty();
  }

  @Test
  void keysAndValuesHaveALongestLength() {
    String key = "k".repeat(256);
    assertThat(TraceState.parse(key + "=1")).isPresent();
    assertThat(TraceState.parse(key + "k=1")).isEmpty();
    assertThat(TraceState.parse("k=" + "v".repeat(256))).isPresent();
    assertThat(TraceState.parse("k=" + "v".repeat(257))).isEmpty();
    assertThat(TraceState.parse("t".repeat(241) + "@" + "s".repeat(14) + "=1")).isPresent();
    assertThat(TraceState.parse("t".repeat(242) + "@s=1")).isEmpty();
    assertThat(TraceState.parse("t@" + "s".repeat(15) + "=1")).isEmpty();
  }

  @Test
  void thereAreAtMostThirtyTwo() {
    String most = members(32);

    assertThat(TraceState.parse(most).orElseThrow().entries()).hasSize(32);
    assertThat(TraceState.parse(most + ",one=more")).isEmpty();
    TraceState changed = TraceState.parse(most).orElseThrow().with("mine", "1");
    assertThat(changed.entries()).hasSize(32);
    assertThat(changed.header()).startsWith("mine=1,k0=").doesNotContain("k31=");
    assertThatThrownBy(() -> new TraceState(List.of(entry("a"), entry("a"))))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("tracestate: 2 entries with 1 keys (expected: at most 32, each key once)");
  }

  @Test
  void whatChangesComesFirstAndOnce() {
    assertThat(TraceState.parse("a=1,b=2").orElseThrow().with("b", "3").header())
        .isEqualTo("b=3,a=1");
    assertThatThrownBy(() -> TraceState.EMPTY.with("B", "1"))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("tracestate entry: \"B=1\" (expected: a lower-case key and printable ASCII)");
  }

  @Test
  void ofWhatIsTooLongTheLongestGoFirst() {
    List<String> members = new ArrayList<>();
    members.add("long=" + "v".repeat(200));
    for (int i = 0; i < 5; i++) {
      members.add("k" + i + "=" + "v".repeat(97));
    }
    String header = TraceState.parse(String.join(",", members)).orElseThrow().header();

    assertThat(header).hasSize(504).startsWith("k0=").contains("k4=");
    members.add("k5=" + "v".repeat(97));
    assertThat(TraceState.parse(String.join(",", members)).orElseThrow().header())
        .isEqualTo(header);
  }

  private static TraceState.Entry entry(String key) {
    return new TraceState.Entry(key, "1");
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
  }
}
