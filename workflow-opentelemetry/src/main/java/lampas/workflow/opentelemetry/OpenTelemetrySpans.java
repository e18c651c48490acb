package lampas.workflow.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;
import lampas.workflow.ContextKey;
import lampas.workflow.Primitive;
import lampas.workflow.WorkflowContext;
import lampas.workflow.WorkflowTracer;

/**
 * A span for every execution: workflows, primitives, attempts.
 *
 * <p>Each is current while it lasts, on the thread that executes, so that exemplars point at it and
 * spans of the step's own code are its children. Its parent is the first of these:
 *
 * <ol>
 *   <li>the current span, if it belongs to the trace that the execution is in;
 *   <li>the span of the step around it, on whatever thread that was;
 *   <li>the caller's span, if the trace came in a request;
 *   <li>the current span, such as one of a server; else a new trace begins.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class OpenTelemetrySpans implements WorkflowTracer {
  static final ContextKey<Context> KEY = ContextKey.of("OpenTelemetry", Context.class);
  static final AttributeKey<String> STATUS = AttributeKey.stringKey("workflow.status");

  private static final String SCOPE = "lampas.workflow";
  private static final AttributeKey<String> WORKFLOW_NAME = AttributeKey.stringKey("workflow.name");
  private static final AttributeKey<String> WORKFLOW_ID = AttributeKey.stringKey("workflow.id");
  private static final AttributeKey<String> CORRELATION =
      AttributeKey.stringKey("workflow.correlation_id");
  private static final AttributeKey<String> TYPE =
      AttributeKey.stringKey("workflow.primitive.type");
  private static final AttributeKey<String> NAME =
      AttributeKey.stringKey("workflow.primitive.name");

  private final Tracer tracer;

  private OpenTelemetrySpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** For {@code WorkflowOptions.withTracer}. */
  public static OpenTelemetrySpans of(OpenTelemetry openTelemetry) {
    return new OpenTelemetrySpans(openTelemetry.getTracer(SCOPE));
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // The end of the span closes it.
  public StepSpan begin(Primitive<?, ?> primitive, WorkflowContext parent) {
    Context around = around(parent);
    Span span =
        tracer
            .spanBuilder(primitive.name())
            .setParent(around)
            .setAttribute(WORKFLOW_NAME, workflowName(primitive, parent))
            .setAttribute(WORKFLOW_ID, parent.workflowId())
            .setAttribute(CORRELATION, parent.correlationId())
            .setAttribute(TYPE, primitive.type().label())
            .setAttribute(NAME, primitive.name())
            .startSpan();
    Context context = around.with(span);
    return new OpenSpan(span, context, context.makeCurrent());
  }

  private static Context around(WorkflowContext parent) {
    Context current = Context.current();
    SpanContext currentSpan = Span.fromContext(current).getSpanContext();
    Optional<Context> outer = parent.value(KEY);
    boolean known = outer.isPresent() || parent.isTraceReceived();
    if (!known || currentSpan.getTraceId().equals(parent.trace().traceId())) {
      return current;
    }
    return outer.orElseGet(
        () -> current.with(Span.wrap(TraceContexts.spanContext(parent.trace()))));
  }

  private static String workflowName(Primitive<?, ?> primitive, WorkflowContext parent) {
    return switch (primitive.type()) {
      case WORKFLOW -> primitive.name();
      case LAMBDA,
          SEQUENTIAL,
          PARALLEL,
          ROUTER,
          CONDITIONAL,
          RETRY,
          FALLBACK,
          TIMEOUT,
          SAGA,
          CACHE,
          CIRCUIT_BREAKER ->
          parent.workflowName();
    };
  }
}
