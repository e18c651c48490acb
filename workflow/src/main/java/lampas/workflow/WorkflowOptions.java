package lampas.workflow;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/**
 * How workflows are executed and measured.
 *
 * @param namespace what stands in front of the names of metrics, before an underscore; empty for
 *     nothing
 * @param job the value of a label {@code job} on all of them; without it there is no such label
 * @param maximumNames how many names of primitives and of workflows have series; more share one
 * @param tracer who makes spans; without one there is nothing to pay
 * @param grace how long one that ends a step waits for it to notice; a step that goes on longer is
 *     left behind and shows in {@code abandoned_executions}
 * @param threads makes the threads of the branches of a {@link Parallel}, and of what is inside a
 *     {@link Timeout} or a {@link Cache}
 * @param nanoTime what time is measured with
 */
public record WorkflowOptions(
    String namespace,
    Optional<String> job,
    int maximumNames,
    Optional<WorkflowTracer> tracer,
    Duration grace,
    ThreadFactory threads,
    LongSupplier nanoTime) {
  /** {@code tta}, no job, 500 names, no spans, 100 ms of grace, virtual threads, the JDK's time. */
  public static final WorkflowOptions STANDARD =
      new WorkflowOptions(
          "tta",
          Optional.empty(),
          500,
          Optional.empty(),
          Duration.ofMillis(100),
          Thread.ofVirtual().name("workflow-", 0).factory(),
          System::nanoTime);

  /**
   * Checks the options.
   *
   * @throws WorkflowException USER if one of them is wrong
   */
  public WorkflowOptions {
    require(
        namespace.matches("|[a-zA-Z_][a-zA-Z0-9_]*"),
        "namespace: \"" + namespace + "\" (expected: letters, digits and underscores, or nothing)");
    require(job.isEmpty() || !job.get().isBlank(), "job: blank (expected: a name, or none)");
    require(maximumNames > 0, "maximum names: " + maximumNames + " (expected: > 0)");
    require(!grace.isNegative(), "grace: " + grace + " (expected: 0 or more)");
  }

  public WorkflowOptions withNamespace(String namespace) {
    return new WorkflowOptions(namespace, job, maximumNames, tracer, grace, threads, nanoTime);
  }

  /** Puts a label {@code job} on all metrics, behind the others. */
  public WorkflowOptions withJob(String job) {
    return new WorkflowOptions(
        namespace, Optional.of(job), maximumNames, tracer, grace, threads, nanoTime);
  }

  public WorkflowOptions withMaximumNames(int maximumNames) {
    return new WorkflowOptions(namespace, job, maximumNames, tracer, grace, threads, nanoTime);
  }

  public WorkflowOptions withTracer(WorkflowTracer tracer) {
    return new WorkflowOptions(
        namespace, job, maximumNames, Optional.of(tracer), grace, threads, nanoTime);
  }

  public WorkflowOptions withGrace(Duration grace) {
    return new WorkflowOptions(namespace, job, maximumNames, tracer, grace, threads, nanoTime);
  }

  public WorkflowOptions withThreads(ThreadFactory threads) {
    return new WorkflowOptions(namespace, job, maximumNames, tracer, grace, threads, nanoTime);
  }

  public WorkflowOptions withNanoTime(LongSupplier nanoTime) {
    return new WorkflowOptions(namespace, job, maximumNames, tracer, grace, threads, nanoTime);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new WorkflowException(ErrorKind.USER, "workflow " + message);
    }
  }
}
