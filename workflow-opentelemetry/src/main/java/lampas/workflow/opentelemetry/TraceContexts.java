package lampas.workflow.opentelemetry;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceStateBuilder;
import java.util.ArrayList;
import java.util.List;
import lampas.workflow.trace.TraceContext;
import lampas.workflow.trace.TraceState;

/** Trace contexts as OpenTelemetry has them, and back. */
final class TraceContexts {
  private TraceContexts() {}

  /** A caller's span, in another process. */
  static SpanContext spanContext(TraceContext trace) {
    TraceStateBuilder state = io.opentelemetry.api.trace.TraceState.builder();
    /* What is put last stands first. */
    List<TraceState.Entry> entries = trace.state().entries();
    for (int i = entries.size() - 1; i >= 0; i--) {
      state.put(entries.get(i).key(), entries.get(i).value());
    }
    return SpanContext.createFromRemoteParent(
        trace.traceId(), trace.spanId(), TraceFlags.fromByte((byte) trace.flags()), state.build());
  }

  static TraceContext traceContext(SpanContext span) {
    List<TraceState.Entry> entries = new ArrayList<>();
    span.getTraceState().forEach((key, value) -> entries.add(new TraceState.Entry(key, value)));
    return new TraceContext(
        span.getTraceId(),
        span.getSpanId(),
        Byte.toUnsignedInt(span.getTraceFlags().asByte()),
        entries.isEmpty() ? TraceState.EMPTY : new TraceState(entries));
  }
}
