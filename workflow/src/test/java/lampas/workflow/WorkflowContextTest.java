package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.trace.Baggage;
import org.junit.jupiter.api.Test;

class WorkflowContextTest {
  private static final String TRACEPARENT =
      "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final FakeTime time = new FakeTime();
  private final Workflows workflows =
      new TestRuntime(WorkflowOptions.STANDARD.withNanoTime(time)).workflows();

  @Test
  void aNewOneHasIdsOfItsOwn() {
    WorkflowContext one = workflows.context();
    WorkflowContext two = workflows.context();

    assertThat(one.workflowId()).isNotEqualTo(two.workflowId()).isEqualTo(one.correlationId());
    assertThat(one.trace().traceId()).isNotEqualTo(two.trace().traceId());
    assertThat(one.isTraceReceived()).isFalse();
    assertThat(one.trace().isSampled()).isFalse();
    assertThat(one.remaining()).isEmpty();
    assertThat(one.workflowName()).isEmpty();
    assertThat(one.baggage()).isEqualTo(Baggage.EMPTY);
    assertThat(one.headers()).containsOnlyKeys("traceparent");
  }

  @Test
  void aRequestsTraceAndBaggageGoOn() {
    WorkflowContext context =
        workflows.contextFrom(
            Map.of(
                "TraceParent", List.of(TRACEPARENT),
                "tracestate", List.of("a=1", "b=2"),
                "Baggage", List.of("user=u%201", "tier=gold")));

    assertThat(context.isTraceReceived()).isTrue();
    assertThat(context.baggage().value("user")).hasValue("u 1");
    assertThat(context.headers())
        .containsExactly(
            Map.entry("traceparent", TRACEPARENT),
            Map.entry("tracestate", "a=1,b=2"),
            Map.entry("baggage", "user=u%201,tier=gold"));
  }

  @Test
  void whereTheTraceIsInvalidOrThereTwiceANewOneBegins() {
    for (List<String> invalid :
        List.of(List.of("00-xyz"), List.of(TRACEPARENT, TRACEPARENT), List.<String>of())) {
      WorkflowContext context =
          workflows.contextFrom(
              Map.of(
                  "traceparent", invalid, "tracestate", List.of("a=1"), "baggage", List.of("k=v")));

      assertThat(context.isTraceReceived()).isFalse();
      assertThat(context.trace().traceId()).isNotEqualTo("0af7651916cd43dd8448eb211c80319c");
      assertThat(context.headers()).doesNotContainKey("tracestate").containsEntry("baggage", "k=v");
    }
  }

  @Test
  void deadlinesOnlyComeCloser() {
    WorkflowContext context = workflows.context().within(Duration.ofSeconds(10));
    time.pass(Duration.ofSeconds(4));

    assertThat(context.remaining()).hasValue(Duration.ofSeconds(6));
    assertThat(context.within(Duration.ofSeconds(60)).remaining()).hasValue(Duration.ofSeconds(6));
    assertThat(context.within(Duration.ofSeconds(1)).remaining()).hasValue(Duration.ofSeconds(1));
    assertThat(context.withoutDeadline().remaining()).isEmpty();
    assertThatThrownBy(() -> context.within(Duration.ofSeconds(-1)))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("time: PT-1S (expected: > 0)");
  }

  @Test
  void valuesAreFoundByTheirKeyAndTheLatestCounts() {
    ContextKey<String> tenant = ContextKey.of("tenant", String.class);
    ContextKey<String> namesake = ContextKey.of("tenant", String.class);
    ContextKey<Integer> priority = ContextKey.of("priority", Integer.class);
    WorkflowContext context =
        workflows.context().with(tenant, "a").with(priority, 3).with(tenant, "b");

    assertThat(context.value(tenant)).hasValue("b");
    assertThat(context.value(priority)).hasValue(3);
    assertThat(context.value(namesake)).isEmpty();
    assertThat(tenant).hasToString("tenant");
  }

  @Test
  void changesKeepEverythingElse() {
    ContextKey<String> key = ContextKey.of("key", String.class);
    WorkflowContext context =
        workflows
            .context()
            .withCorrelationId("c-1")
            .within(Duration.ofSeconds(10))
            .withBaggage(Baggage.EMPTY.with("a", "b"))
            .with(key, "value")
            .inWorkflow("order");
    WorkflowContext changed = context.withTrace(context.trace().child());

    assertThat(changed.correlationId()).isEqualTo("c-1");
    assertThat(changed.workflowId()).isEqualTo(context.workflowId());
    assertThat(changed.workflowName()).isEqualTo("order");
    assertThat(changed.remaining()).hasValue(Duration.ofSeconds(10));
    assertThat(changed.baggage().value("a")).hasValue("b");
    assertThat(changed.value(key)).hasValue("value");
    assertThat(changed.isTraceReceived()).isTrue();
    assertThat(changed.trace().traceId()).isEqualTo(context.trace().traceId());
    assertThat(changed.trace().spanId()).isNotEqualTo(context.trace().spanId());
    assertThatThrownBy(() -> context.withCorrelationId(""))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("correlation id: \"\" (expected: not blank)");
  }
}
