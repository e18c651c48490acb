package lampas.workflow.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import lampas.model.catalogue.LabelDomain;
import lampas.workflow.WorkflowContext;
import lampas.workflow.WorkflowTracer.StepSpan;
import lampas.workflow.outcome.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/** A span that has begun and is current until it ends. */
final class OpenSpan implements StepSpan {
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private final Span span;
  private final Context context;
  private final Scope scope;

  OpenSpan(Span span, Context context, Scope scope) {
    this.span = span;
    this.context = context;
    this.scope = scope;
  }

  @Override
  public WorkflowContext inside(WorkflowContext parent) {
    SpanContext spanContext = span.getSpanContext();
    WorkflowContext inside = parent.with(OpenTelemetrySpans.KEY, context);
    return spanContext.isValid()
        ? inside.withTrace(TraceContexts.traceContext(spanContext))
        : inside;
  }

  @Override
  public void end(ExecutionStatus status, @Nullable Throwable failure) {
    try (scope) {
      span.setAttribute(OpenTelemetrySpans.STATUS, LabelDomain.value(status));
      switch (status) {
        /* A success is for people to say; one that nobody waits for any more has done no wrong. */
        case SUCCESS, CANCELLED -> {}
        case FAILURE, TIMEOUT -> fail(failure);
      }
    } finally {
      span.end();
    }
  }

  private void fail(@Nullable Throwable failure) {
    if (failure == null) {
      span.setStatus(StatusCode.ERROR);
      return;
    }
    String message = failure.getMessage();
    span.setAttribute(ERROR_TYPE, failure.getClass().getName());
    span.recordException(failure);
    span.setStatus(StatusCode.ERROR, message == null ? "" : message);
  }
}
