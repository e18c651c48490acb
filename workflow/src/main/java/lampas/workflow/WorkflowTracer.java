package lampas.workflow;

import lampas.workflow.outcome.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of executions: the seam for tracing libraries.
 *
 * <p>Asked at the gate, for each primitive, each workflow and each attempt. What it throws is
 * counted as a failure to record and never reaches the code that is traced. Must be thread-safe and
 * must not block.
 */
public interface WorkflowTracer {
  /**
   * Begins the span of one execution, on the thread that executes it.
   *
   * @param primitive what is executed: its type and name
   * @param parent the context that it is executed in: the name and id of the workflow, its trace
   */
  StepSpan begin(Primitive<?, ?> primitive, WorkflowContext parent);

  /** The span of one execution that has begun. */
  interface StepSpan {
    /**
     * The context for what is executed inside, with the trace context of this span; it may hold
     * more of the tracer under a key of its own, for the spans of steps, which may begin on other
     * threads.
     */
    WorkflowContext inside(WorkflowContext parent);

    /**
     * Ends the span; called once, on the thread that it began on.
     *
     * @param failure what the execution threw; null if it returned
     */
    void end(ExecutionStatus status, @Nullable Throwable failure);
  }
}
