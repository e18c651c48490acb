package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.policy.Retries;
import org.junit.jupiter.api.Test;

class WorkflowTest {
  private final TestRuntime runtime = new TestRuntime();

  @Test
  void aNestedWorkflowCountsOnceByItsOwnNameAndIsNoPrimitive() throws Exception {
    Workflow<Integer, Integer> inner = Workflow.named("inner", Steps.pass("step"));
    Workflow<Integer, Integer> outer = Workflow.named("outer", inner.then(Steps.pass("after")));

    runtime.workflows().run(outer, 1);
    runtime.workflows().run(inner, 1);

    assertThat(runtime.page().nonZero("tta_workflow_executions_total"))
        .containsExactly(
            "{status=\"success\", workflow_name=\"inner\"} 2.0",
            "{status=\"success\", workflow_name=\"outer\"} 1.0");
    assertThat(runtime.executions())
        .containsExactly(
            "lambda after success 1", "lambda step success 2", "sequential sequential success 1");
    assertThat(duration("workflow")).isEqualTo(3);
    assertThat(duration("lambda")).isEqualTo(3);
    assertThat(runtime.page().nonZero("tta_workflows_running")).isEmpty();
  }

  @Test
  void eachAttemptOfAWorkflowIsAnExecutionOfIt() throws Exception {
    Workflow<Integer, Integer> flaky =
        Workflow.named("flaky", Steps.failFirst("step", 2, new IOException("for this test")));
    runtime
        .workflows()
        .run(Workflow.named("outer", flaky.retrying(Retries.atMost(3).withoutDelays())), 1);

    assertThat(runtime.page().nonZero("tta_workflow_executions_total"))
        .containsExactly(
            "{status=\"failure\", workflow_name=\"flaky\"} 2.0",
            "{status=\"success\", workflow_name=\"flaky\"} 1.0",
            "{status=\"success\", workflow_name=\"outer\"} 1.0");
    assertThat(runtime.executions())
        .containsExactly("lambda step failure 2", "lambda step success 1", "retry flaky success 1");
  }

  @Test
  void whatRunsIsSeenWhileItRuns() throws Exception {
    List<String> seen = new ArrayList<>();
    Lambda<Integer, Integer> look =
        Lambda.of(
            "look",
            (input, context) -> {
              seen.add(context.workflowName());
              seen.addAll(runtime.page().nonZero("tta_workflows_running"));
              return input;
            });

    runtime.workflows().run(Workflow.named("outer", Workflow.named("inner", look)), 1);
    assertThat(seen)
        .containsExactly("inner", "{workflow_name=\"inner\"} 1.0", "{workflow_name=\"outer\"} 1.0");
    assertThat(runtime.page().nonZero("tta_workflows_running")).isEmpty();
  }

  @Test
  void namesAreWantedAndOfReasonableLength() {
    assertThatThrownBy(() -> Workflow.named(" ", Steps.pass("x")))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("workflow name: \" \" (expected: 1 to 200 characters, not blank)");
    assertThatThrownBy(() -> Steps.pass("x".repeat(201))).isInstanceOf(WorkflowException.class);
  }

  private double duration(String type) throws Exception {
    return runtime
        .page()
        .value("tta_execution_duration_seconds_count", "primitive_type", type)
        .orElseThrow();
  }
}
