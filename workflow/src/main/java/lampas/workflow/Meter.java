package lampas.workflow;

import java.util.List;
import lampas.metrics.Counter;
import lampas.metrics.Gauge;
import lampas.metrics.Histogram;
import lampas.workflow.WorkflowTracer.StepSpan;
import lampas.workflow.outcome.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * What one primitive is recorded with by one runtime: series that are held, so that recording looks
 * nothing up and makes no garbage. Never throws.
 *
 * @param executions by the ordinal of their status
 * @param running only for workflows
 * @param cache only for caches
 */
record Meter(
    Workflows workflows,
    Recording recording,
    List<Counter> executions,
    Histogram duration,
    @Nullable Gauge running,
    @Nullable CacheMeter cache) {
  /* A time that nobody could tell. A clock shows it once in 584 years, for a nanosecond. */
  static final long UNKNOWN_TIME = Long.MIN_VALUE;

  private static final double NANOS_PER_SECOND = 1e9;

  boolean isOf(Workflows workflows) {
    return this.workflows == workflows;
  }

  /** Notes that an execution begins; gives the time, or {@link #UNKNOWN_TIME}. */
  long begin() {
    try {
      if (running != null) {
        running.increment();
      }
      return recording.nanoTime();
    } catch (Throwable failure) {
      recording.failed(failure);
      return UNKNOWN_TIME;
    }
  }

  @Nullable StepSpan beginSpan(Primitive<?, ?> primitive, WorkflowContext context) {
    WorkflowTracer tracer = recording.tracer();
    if (tracer == null) {
      return null;
    }
    try {
      return tracer.begin(primitive, context);
    } catch (Throwable failure) {
      recording.failed(failure);
      return null;
    }
  }

  WorkflowContext inside(@Nullable StepSpan span, WorkflowContext context) {
    if (span == null) {
      return context;
    }
    try {
      return span.inside(context);
    } catch (Throwable failure) {
      recording.failed(failure);
      return context;
    }
  }

  @SuppressWarnings("EnumOrdinal") // The index of a list that is not kept anywhere.
  void end(long begun, @Nullable StepSpan span, @Nullable Throwable failure) {
    ExecutionStatus status = ExecutionStatus.of(failure);
    try {
      executions.get(status.ordinal()).increment();
      if (running != null) {
        running.decrement();
      }
      if (begun != UNKNOWN_TIME) {
        duration.observe((recording.nanoTime() - begun) / NANOS_PER_SECOND);
      }
    } catch (Throwable trouble) {
      recording.failed(trouble);
    }
    if (span != null) {
      try {
        span.end(status, failure);
      } catch (Throwable trouble) {
        recording.failed(trouble);
      }
    }
  }
}
