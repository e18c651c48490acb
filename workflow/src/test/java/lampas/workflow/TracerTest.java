package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.policy.Retries;
import lampas.workflow.trace.TraceContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a tracer is told at the gate. */
class TracerTest {
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final TestRuntime runtime =
      new TestRuntime(WorkflowOptions.STANDARD.withTracer(new NotingTracer()));

  @Test
  void spansAreNestedAsExecutionsAre() throws Exception {
    Workflow<Integer, Integer> workflow =
        Workflow.named("order", Steps.pass("a").then(Steps.pass("b")));
    runtime.workflows().run(workflow, 1);

    assertThat(told)
        .containsExactly(
            "workflow order begins in ",
            "sequential sequential begins in workflow order",
            "lambda a begins in sequential sequential",
            "lambda a SUCCESS",
            "lambda b begins in sequential sequential",
            "lambda b SUCCESS",
            "sequential sequential SUCCESS",
            "workflow order SUCCESS");
  }

  @Test
  void eachAttemptHasASpan() throws Exception {
    IOException failure = new IOException("for this test");
    assertThatThrownBy(() ->
            runtime
                .workflows()
                .run(Steps.fail("a", failure).retrying(Retries.atMost(2).withoutDelays()), 1))
        .isSameAs(failure);

    assertThat(told)
        .containsExactly(
            "retry a begins in ",
            "lambda a begins in retry a",
            "lambda a FAILURE for this test",
            "lambda a begins in retry a",
            "lambda a FAILURE for this test",
            "retry a FAILURE for this test");
  }

  @Test
  void parentsAreKnownOnOtherThreads() throws Exception {
    runtime.workflows().run(Steps.pass("a").alongside(Steps.pass("b")).atATime(1), 1);
    runtime.workflows().run(Steps.pass("c").within(Steps.LONG), 1);

    assertThat(told)
        .contains(
            "lambda a begins in parallel parallel",
            "lambda b begins in parallel parallel",
            "lambda c begins in timeout c");
  }

  @Test
  void stepsSendTheTraceOfTheirSpanToOthers() throws Exception {
    List<String> sent = new ArrayList<>();
    Lambda<Integer, Integer> sending =
        Lambda.of(
            "send",
            (input, context) -> {
              sent.add(context.headers().get("traceparent"));
              return input;
            });
    WorkflowContext context =
        runtime
            .workflows()
            .contextFrom(
                Map.of(
                    "Traceparent",
                    List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
    sending.then(sending).execute(1, context);

    assertThat(sent)
        .containsExactly(
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000002-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000003-01");
  }

  private final class NotingTracer implements WorkflowTracer {
    private static final ContextKey<String> SPAN = ContextKey.of("span", String.class);
    private int spans;

    @Override
    public StepSpan begin(Primitive<?, ?> primitive, WorkflowContext parent) {
      told.add(primitive + " begins in " + parent.value(SPAN).orElse(""));
      spans++;
      TraceContext trace =
          new TraceContext(
              parent.trace().traceId(),
              "%016x".formatted(spans),
              parent.trace().flags(),
              parent.trace().state());
      return new StepSpan() {
        @Override
        public WorkflowContext inside(WorkflowContext outside) {
          return outside.withTrace(trace).with(SPAN, primitive.toString());
        }

        @Override
        public void end(ExecutionStatus status, @Nullable Throwable failure) {
          String why = failure == null ? "" : " " + failure.getMessage();
          told.add(primitive + " " + status + why);
        }
      };
    }
  }
}
