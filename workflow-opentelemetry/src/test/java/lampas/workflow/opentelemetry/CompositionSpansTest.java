package lampas.workflow.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import lampas.metrics.Registry;
import lampas.workflow.Primitive;
import lampas.workflow.Workflow;
import lampas.workflow.WorkflowOptions;
import lampas.workflow.Workflows;
import lampas.workflow.outcome.WorkflowTimeoutException;
import lampas.workflow.policy.Retries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spans of primitives that execute others on threads of their own, or again. */
class CompositionSpansTest {
  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .build();
  private final Workflows workflows =
      Workflows.create(
          Registry.create(),
          /* Time stands still, so that no step comes too late to begin. */
          WorkflowOptions.STANDARD.withTracer(OpenTelemetrySpans.of(sdk)).withNanoTime(() -> 0));

  @AfterEach
  void nothingIsCurrentAnyMore() {
    sdk.close();
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void branchesOnOtherThreadsAreChildrenAndSoIsWhatTheyExecute() throws Exception {
    Primitive<String, List<String>> both =
        Workflow.named("left", step("in left")).alongside(step("right")).named("both");
    Workflow.named("checkout", both).execute("", workflows.context());

    assertThat(parentOf("both")).isEqualTo(span("checkout").getSpanId());
    assertThat(parentOf("left")).isEqualTo(span("both").getSpanId());
    assertThat(parentOf("right")).isEqualTo(span("both").getSpanId());
    assertThat(parentOf("in left")).isEqualTo(span("left").getSpanId());
    assertThat(exported.getFinishedSpanItems())
        .hasSize(5)
        .extracting(SpanData::getTraceId)
        .containsOnly(span("checkout").getTraceId());
  }

  @Test
  void whatATimeoutEndsIsACancelledChildOfIt() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Primitive<String, String> slow =
        Primitive.of(
            "slow",
            (in, context) -> {
              never.await();
              return in;
            });
    assertThatThrownBy(() ->
            slow.within(Duration.ofMillis(20)).named("limit").execute("", workflows.context()))
        .isInstanceOf(WorkflowTimeoutException.class);

    assertThat(parentOf("slow")).isEqualTo(span("limit").getSpanId());
    assertThat(statusOf("limit")).isEqualTo("timeout");
    assertThat(statusOf("slow")).isEqualTo("cancelled");
  }

  @Test
  void eachAttemptIsASpan() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    Primitive<String, String> flaky =
        Primitive.of(
            "flaky",
            (in, context) -> {
              if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
              return in;
            });
    flaky
        .retrying(Retries.atMost(3).withoutDelays())
        .named("again")
        .execute("", workflows.context());

    assertThat(exported.getFinishedSpanItems())
        .filteredOn(span -> span.getName().equals("flaky"))
        .hasSize(3)
        .extracting(SpanData::getParentSpanId)
        .containsOnly(span("again").getSpanId());
    assertThat(statusOf("again")).isEqualTo("success");
  }

  private static Primitive<String, String> step(String name) {
    return Primitive.of(name, (in, context) -> in);
  }

  private String parentOf(String name) {
    return span(name).getParentSpanId();
  }

  private String statusOf(String name) {
    return Objects.toString(
        span(name).getAttributes().get(AttributeKey.stringKey("workflow.status")));
  }

  /* One that nobody waits for ends a little later. */
  private SpanData span(String name) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      for (SpanData span : exported.getFinishedSpanItems()) {
        if (span.getName().equals(name)) {
          return span;
        }
      }
      LockSupport.parkNanos(1_000_000);
    }
    throw new AssertionError("no span " + name);
  }
}
