package lampas.workflow.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import lampas.workflow.outcome.WorkflowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @ParameterizedTest
  @CsvSource({
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, 01",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00, 00",
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03, 03",
    /* Flags that nobody knows yet are not sent on. */
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff, 03",
    /* A later version is read as far as this one goes. */
    "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, 01",
    "fe-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more-of-it, 01",
  })
  void whatIsValidIsReadAndWrittenInThisVersion(String header, String flags) {
    TraceContext trace = TraceContext.parse(header, "").orElseThrow();

    assertThat(trace.traceId()).isEqualTo(TRACE);
    assertThat(trace.spanId()).isEqualTo(SPAN);
    assertThat(trace.isSampled()).isEqualTo(!flags.equals("00"));
    assertThat(trace.traceparent()).isEqualTo("00-" + TRACE + "-" + SPAN + "-" + flags);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "0-00af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
        "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331_01",
      })
  void whatIsInvalidIsNothing(String header) {
    assertThat(TraceContext.parse(header, "a=1")).isEqualTo(Optional.empty());
  }

  @Test
  void anInvalidStateDoesNotEndTheTrace() {
    String header = "00-" + TRACE + "-" + SPAN + "-01";

    assertThat(TraceContext.parse(header, "a=1,A=2").orElseThrow().state())
        .isEqualTo(TraceState.EMPTY);
    assertThat(TraceContext.parse(header, "a=1").orElseThrow().state().header()).isEqualTo("a=1");
  }

  @Test
  void aFreshOneIsValidAndNobodyHasRecordedIt() {
    TraceContext fresh = TraceContext.fresh();

    assertThat(TraceContext.parse(fresh.traceparent(), "")).hasValue(fresh);
    assertThat(fresh.traceparent()).endsWith("-02");
    assertThat(fresh.isSampled()).isFalse();
  }

  @Test
  void wrongIdsAreErrors() {
    assertThatThrownBy(() -> new TraceContext("x", SPAN, 0, TraceState.EMPTY))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("trace id: \"x\" (expected: 32 lower-case hexadecimal digits, not all 0)");
    assertThatThrownBy(() -> new TraceContext(TRACE, "0".repeat(16), 0, TraceState.EMPTY))
        .hasMessage(
            "span id: \"0000000000000000\" (expected: 16 lower-case hexadecimal digits, not all 0)");
    assertThatThrownBy(() -> new TraceContext(TRACE, SPAN, 256, TraceState.EMPTY))
        .hasMessage("trace flags: 256 (expected: 0 to 255)");
  }
}
