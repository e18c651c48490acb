package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.workflow.outcome.ExecutionStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be recorded never reaches the code that was to be recorded. */
class RecordingFailureTest {
  private final AtomicBoolean broken = new AtomicBoolean(true);

  @Test
  void aBrokenClockCostsDurationsOnly() throws Exception {
    TestRuntime runtime = new TestRuntime(WorkflowOptions.STANDARD.withNanoTime(this::time));
    IOException failure = new IOException("for this test");
    Workflow<Integer, Integer> workflow = Workflow.named("w", Steps.add("a", 1));

    assertThat(runtime.workflows().run(workflow, 1)).isEqualTo(2);
    assertThatThrownBy(() -> runtime.workflows().run(Steps.fail("b", failure), 1))
        .isSameAs(failure)
        .hasNoSuppressedExceptions();
    assertThat(runtime.executions()).containsExactly("lambda a success 1", "lambda b failure 1");
    assertThat(runtime.page().nonZero("tta_execution_duration_seconds_count")).isEmpty();
    assertThat(runtime.page().value("tta_workflow_recording_failures_total")).hasValue(3);
    assertThat(runtime.page().nonZero("tta_workflows_running")).isEmpty();

    broken.set(false);
    runtime.workflows().run(workflow, 1);
    assertThat(runtime.page().sum("tta_execution_duration_seconds_count")).isEqualTo(2);
    assertThat(runtime.page().value("tta_workflow_recording_failures_total")).hasValue(3);
  }

  @Test
  void aClockThatBreaksMeanwhileCostsThatDurationOnly() throws Exception {
    TestRuntime runtime = new TestRuntime(WorkflowOptions.STANDARD.withNanoTime(this::time));
    broken.set(false);
    Lambda<Integer, Integer> breaking =
        Lambda.of(
            "a",
            (input, context) -> {
              broken.set(true);
              return input;
            });

    assertThat(runtime.workflows().run(breaking, 1)).isEqualTo(1);
    assertThat(runtime.executions()).containsExactly("lambda a success 1");
    assertThat(runtime.page().value("tta_workflow_recording_failures_total")).hasValue(1);
  }

  @Test
  void aTracerThatThrowsCostsItsSpansOnly() throws Exception {
    for (int where = 0; where < 3; where++) {
      TestRuntime runtime =
          new TestRuntime(WorkflowOptions.STANDARD.withTracer(failingTracer(where)));

      assertThat(runtime.workflows().run(Steps.add("a", 1).then(Steps.add("b", 1)), 1))
          .isEqualTo(3);
      assertThat(runtime.executions())
          .containsExactly(
              "lambda a success 1", "lambda b success 1", "sequential sequential success 1");
      assertThat(runtime.page().value("tta_workflow_recording_failures_total")).hasValue(3);
    }
  }

  private static WorkflowTracer failingTracer(int where) {
    return (primitive, parent) -> {
      throwIf(where == 0);
      return new WorkflowTracer.StepSpan() {
        @Override
        public WorkflowContext inside(WorkflowContext outside) {
          throwIf(where == 1);
          return outside;
        }

        @Override
        public void end(ExecutionStatus status, @Nullable Throwable failure) {
          throwIf(where == 2);
        }
      };
    };
  }

  private static void throwIf(boolean condition) {
    if (condition) {
      throw new IllegalStateException("for this test");
    }
  }

  private long time() {
    throwIf(broken.get());
    return System.nanoTime();
  }
}
