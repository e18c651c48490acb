package lampas.workflow;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.outcome.WorkflowTimeoutException;
import lampas.workflow.trace.Baggage;
import lampas.workflow.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * What an execution knows of itself: which workflow it belongs to, until when it may take, its
 * trace, and values that its author put in.
 *
 * <p>Made by {@link Workflows}, so that nothing is executed that nobody measures. Immutable and
 * thread-safe; a change is a new one that shares the rest.
 */
public final class WorkflowContext {
  /* Nanoseconds of the runtime's time, which may be any number. */
  private record Deadline(long nanos) {}

  private final Workflows workflows;
  private final String workflowName;
  private final String workflowId;
  private final String correlationId;
  private final @Nullable Deadline deadline;
  private final TraceContext trace;
  private final boolean traceReceived;
  private final Baggage baggage;
  private final @Nullable ContextValues values;

  private WorkflowContext(
      Workflows workflows,
      String workflowName,
      String workflowId,
      String correlationId,
      @Nullable Deadline deadline,
      TraceContext trace,
      boolean traceReceived,
      Baggage baggage,
      @Nullable ContextValues values) {
    this.workflows = workflows;
    this.workflowName = workflowName;
    this.workflowId = workflowId;
    this.correlationId = correlationId;
    this.deadline = deadline;
    this.trace = trace;
    this.traceReceived = traceReceived;
    this.baggage = baggage;
    this.values = values;
  }

  /** One that begins a trace. */
  static WorkflowContext fresh(Workflows workflows, String id, Baggage baggage) {
    TraceContext trace = TraceContext.fresh();
    return new WorkflowContext(workflows, "", id, id, null, trace, false, baggage, null);
  }

  /** One that goes on with a trace. */
  static WorkflowContext received(
      Workflows workflows, String id, TraceContext trace, Baggage baggage) {
    return new WorkflowContext(workflows, "", id, id, null, trace, true, baggage, null);
  }

  /** Who measures what is executed in this context. */
  public Workflows workflows() {
    return workflows;
  }

  /** The name of the innermost workflow that is being executed; empty outside of all. */
  public String workflowName() {
    return workflowName;
  }

  /** What tells this execution from all others; the same in all steps and nested workflows. */
  public String workflowId() {
    return workflowId;
  }

  /** What ties executions together that belong to one request; the workflow's id unless given. */
  public String correlationId() {
    return correlationId;
  }

  /** How much time is left, 0 if none is; empty if there is no deadline. */
  public Optional<Duration> remaining() {
    return deadline == null
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, deadline.nanos() - workflows.nanoTime())));
  }

  /** The trace that this execution is a part of. */
  public TraceContext trace() {
    return trace;
  }

  /**
   * Whether the trace began before this execution: it came in a request, or a {@link
   * WorkflowTracer} made it. One that did not is free to be replaced by a tracer.
   */
  public boolean isTraceReceived() {
    return traceReceived;
  }

  public Baggage baggage() {
    return baggage;
  }

  /** A value that was put in. */
  public <T> Optional<T> value(ContextKey<T> key) {
    return Optional.ofNullable(key.type().cast(ContextValues.find(values, key)));
  }

  /**
   * The headers for requests to others: {@code traceparent}, {@code tracestate}, {@code baggage}.
   */
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("traceparent", trace.traceparent());
    putUnlessEmpty(headers, "tracestate", trace.state().header());
    putUnlessEmpty(headers, "baggage", baggage.header());
    return headers;
  }

  /**
   * The same with another correlation id.
   *
   * @throws WorkflowException USER if it is blank
   */
  public WorkflowContext withCorrelationId(String correlationId) {
    if (correlationId.isBlank()) {
      throw new WorkflowException(
          ErrorKind.USER, "correlation id: \"" + correlationId + "\" (expected: not blank)");
    }
    return new WorkflowContext(
        workflows,
        workflowName,
        workflowId,
        correlationId,
        deadline,
        trace,
        traceReceived,
        baggage,
        values);
  }

  /**
   * The same with no more time than this from now on; a deadline that comes earlier stays.
   *
   * <p>No step begins after the deadline: the gate counts it as a timeout. What has begun is
   * interrupted only by a {@link Timeout} around it.
   *
   * @throws WorkflowException USER if the time is not above zero
   */
  public WorkflowContext within(Duration time) {
    long most = Durations.positiveNanos("time", time);
    long now = workflows.nanoTime();
    return deadline != null && deadline.nanos() - now <= most
        ? this
        : withDeadline(new Deadline(now + most));
  }

  /** The same without a deadline, for what must be done all the same. */
  WorkflowContext withoutDeadline() {
    return deadline == null ? this : withDeadline(null);
  }

  /** The same inside a span, or a call, of a trace. */
  public WorkflowContext withTrace(TraceContext trace) {
    return new WorkflowContext(
        workflows,
        workflowName,
        workflowId,
        correlationId,
        deadline,
        Objects.requireNonNull(trace, "trace"),
        true,
        baggage,
        values);
  }

  public WorkflowContext withBaggage(Baggage baggage) {
    return new WorkflowContext(
        workflows,
        workflowName,
        workflowId,
        correlationId,
        deadline,
        trace,
        traceReceived,
        Objects.requireNonNull(baggage, "baggage"),
        values);
  }

  /** The same with one more value, which hides an earlier one under its key. */
  public <T> WorkflowContext with(ContextKey<T> key, T value) {
    return new WorkflowContext(
        workflows,
        workflowName,
        workflowId,
        correlationId,
        deadline,
        trace,
        traceReceived,
        baggage,
        new ContextValues(key, Objects.requireNonNull(value, "value"), values));
  }

  WorkflowContext inWorkflow(String name) {
    return new WorkflowContext(
        workflows,
        name,
        workflowId,
        correlationId,
        deadline,
        trace,
        traceReceived,
        baggage,
        values);
  }

  /** Refuses to begin something when the time is over, as it is known to the gate. */
  void requireTime(String what, long nanos) {
    if (deadline != null && deadline.nanos() - nanos <= 0) {
      throw new WorkflowTimeoutException(
          what + ": the deadline is over (expected: to begin before it)");
    }
  }

  private WorkflowContext withDeadline(@Nullable Deadline deadline) {
    return new WorkflowContext(
        workflows,
        workflowName,
        workflowId,
        correlationId,
        deadline,
        trace,
        traceReceived,
        baggage,
        values);
  }

  private static void putUnlessEmpty(Map<String, String> headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.put(name, value);
    }
  }
}
