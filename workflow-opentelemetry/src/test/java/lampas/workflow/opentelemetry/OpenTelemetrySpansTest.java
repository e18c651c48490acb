package lampas.workflow.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import lampas.metrics.Registry;
import lampas.metrics.RegistryOptions;
import lampas.metrics.exposition.Format;
import lampas.metrics.opentelemetry.OpenTelemetryExemplars;
import lampas.workflow.Primitive;
import lampas.workflow.Workflow;
import lampas.workflow.WorkflowContext;
import lampas.workflow.WorkflowOptions;
import lampas.workflow.Workflows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTelemetrySpansTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String CALLER = "b7ad6b7169203331";
  private static final String NONE = "0000000000000000";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetrySdk sdk = sdk(Sampler.parentBased(Sampler.alwaysOn()));
  private final Tracer tracer = sdk.getTracer("test");
  private final Registry registry =
      Registry.create(RegistryOptions.STANDARD.withExemplars(OpenTelemetryExemplars.source()));
  private final Workflows workflows = workflows(registry, sdk);

  @AfterEach
  void nothingIsCurrentAnyMore() {
    sdk.close();
    assertThat(Context.current()).isSameAs(Context.root());
  }

  @Test
  void aWorkflowIsASpanAndSoIsEachStep() throws Exception {
    WorkflowContext context = workflows.context().withCorrelationId("order 7");
    Workflow.named("checkout", step("reserve").then(step("pay"))).execute("7", context);

    SpanData checkout = span("checkout");
    SpanData sequence = childOf(checkout);
    assertThat(checkout.getParentSpanId()).isEqualTo(NONE);
    assertThat(span("reserve").getParentSpanId()).isEqualTo(sequence.getSpanId());
    assertThat(span("pay").getParentSpanId()).isEqualTo(sequence.getSpanId());
    assertThat(exported.getFinishedSpanItems())
        .hasSize(4)
        .allSatisfy(span -> {
          assertThat(span.getTraceId()).isEqualTo(checkout.getTraceId());
          assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
          assertThat(attribute(span, "workflow.name")).isEqualTo("checkout");
          assertThat(attribute(span, "workflow.id")).isEqualTo(context.workflowId());
          assertThat(attribute(span, "workflow.correlation_id")).isEqualTo("order 7");
          assertThat(attribute(span, "workflow.status")).isEqualTo("success");
        });
    assertThat(attribute(checkout, "workflow.primitive.type")).isEqualTo("workflow");
    assertThat(attribute(span("pay"), "workflow.primitive.type")).isEqualTo("lambda");
    assertThat(attribute(span("pay"), "workflow.primitive.name")).isEqualTo("pay");
  }

  @Test
  void aTraceThatCameInARequestGoesOnAndGoesOut() throws Exception {
    WorkflowContext received =
        workflows.contextFrom(
            Map.of(
                "traceparent",
                List.of("00-" + TRACE + "-" + CALLER + "-01"),
                "tracestate",
                List.of("rojo=1,congo=2")));
    Map<String, String> sent =
        Primitive.<String, Map<String, String>>of("call", (in, context) -> context.headers())
            .execute("", received);

    SpanData call = span("call");
    assertThat(call.getTraceId()).isEqualTo(TRACE);
    assertThat(call.getParentSpanId()).isEqualTo(CALLER);
    assertThat(call.getParentSpanContext().isRemote()).isTrue();
    assertThat(sent)
        .containsEntry("traceparent", "00-" + TRACE + "-" + call.getSpanId() + "-01")
        .containsEntry("tracestate", "rojo=1,congo=2");
  }

  @Test
  void spansOfTheStepsOwnCodeAreItsChildrenAndParentsOfWhatTheyExecute() throws Exception {
    Primitive.<String, String>of(
            "outer",
            (in, context) -> {
              Span own = tracer.spanBuilder("own").startSpan();
              try (Scope scope = own.makeCurrent()) {
                assertThat(scope).isNotNull();
                return step("inner").execute(in, context);
              } finally {
                own.end();
              }
            })
        .execute("", workflows.context());

    assertThat(span("own").getParentSpanId()).isEqualTo(span("outer").getSpanId());
    assertThat(span("inner").getParentSpanId()).isEqualTo(span("own").getSpanId());
  }

  @Test
  void aStepOnAnotherThreadIsAChildToo() throws Exception {
    Primitive.<String, String>of(
            "outer",
            (in, context) -> {
              try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                return threads.submit(() -> step("inner").execute(in, context)).get();
              }
            })
        .execute("", workflows.context());

    assertThat(span("inner").getParentSpanId()).isEqualTo(span("outer").getSpanId());
    assertThat(span("inner").getTraceId()).isEqualTo(span("outer").getTraceId());
  }

  @Test
  void aSpanOfAServerIsTheParentUnlessTheContextIsOfAnotherTrace() throws Exception {
    Span server = tracer.spanBuilder("server").startSpan();
    try (Scope scope = server.makeCurrent()) {
      assertThat(scope).isNotNull();
      step("unasked").execute("", workflows.context());
      step("asked")
          .execute(
              "",
              workflows.contextFrom(
                  Map.of("traceparent", List.of("00-" + TRACE + "-" + CALLER + "-01"))));
    } finally {
      server.end();
    }

    assertThat(span("unasked").getParentSpanId()).isEqualTo(span("server").getSpanId());
    assertThat(span("asked").getParentSpanId()).isEqualTo(CALLER);
  }

  @Test
  void aServersSpanOfTheRequestsTraceIsNearerThanTheCaller() throws Exception {
    WorkflowContext received =
        workflows.contextFrom(Map.of("traceparent", List.of("00-" + TRACE + "-" + CALLER + "-01")));
    Span server =
        tracer
            .spanBuilder("server")
            .setParent(Context.root().with(Span.wrap(TraceContexts.spanContext(received.trace()))))
            .startSpan();
    try (Scope scope = server.makeCurrent()) {
      assertThat(scope).isNotNull();
      step("handle").execute("", received);
    } finally {
      server.end();
    }

    assertThat(span("handle").getParentSpanId()).isEqualTo(span("server").getSpanId());
  }

  @Test
  void whatFailsOrTakesTooLongIsAnErrorAndWhatIsCancelledIsNone() {
    failing("declined", new IllegalStateException("card declined"));
    failing("slow", new TimeoutException("2 s"));
    failing("unwanted", new InterruptedException());

    SpanData declined = span("declined");
    assertThat(declined.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(declined.getStatus().getDescription()).isEqualTo("card declined");
    assertThat(attribute(declined, "workflow.status")).isEqualTo("failure");
    assertThat(attribute(declined, "error.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(declined.getEvents())
        .singleElement()
        .satisfies(event ->
            assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message")))
                .isEqualTo("card declined"));
    assertThat(span("slow").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attribute(span("slow"), "workflow.status")).isEqualTo("timeout");
    assertThat(span("unwanted").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span("unwanted").getEvents()).isEmpty();
    assertThat(attribute(span("unwanted"), "workflow.status")).isEqualTo("cancelled");
  }

  @Test
  void exemplarsPointAtTheSpanOfTheStep() throws Exception {
    Workflow.named("checkout", step("pay")).execute("", workflows.context());

    ByteArrayOutputStream page = new ByteArrayOutputStream();
    registry.write(Format.OPEN_METRICS, page);
    assertThat(page.toString(StandardCharsets.UTF_8))
        .containsPattern(
            "\ntta_primitive_executions_total\\{primitive_type=\"lambda\",primitive_name=\"pay\","
                + "status=\"success\"} 1 # \\{span_id=\""
                + span("pay").getSpanId()
                + "\",trace_id=\""
                + span("pay").getTraceId()
                + "\"} 1 ");
  }

  @Test
  void whatIsNotSampledStaysSo() throws Exception {
    Map<String, String> sent =
        Primitive.<String, Map<String, String>>of("call", (in, context) -> context.headers())
            .execute(
                "",
                workflows.contextFrom(
                    Map.of("traceparent", List.of("00-" + TRACE + "-" + CALLER + "-00"))));

    assertThat(exported.getFinishedSpanItems()).isEmpty();
    assertThat(sent.getOrDefault("traceparent", "")).startsWith("00-" + TRACE).endsWith("-00");
  }

  @Test
  void withoutAnSdkTheTraceGoesThroughAsItCame() throws Exception {
    Workflows untraced = workflows(Registry.create(), OpenTelemetry.noop());
    Map<String, String> sent =
        Primitive.<String, Map<String, String>>of("call", (in, context) -> context.headers())
            .execute(
                "",
                untraced.contextFrom(
                    Map.of("traceparent", List.of("00-" + TRACE + "-" + CALLER + "-01"))));
    WorkflowContext fresh = untraced.context();
    Map<String, String> begun =
        Primitive.<String, Map<String, String>>of("call", (in, context) -> context.headers())
            .execute("", fresh);

    assertThat(sent).containsEntry("traceparent", "00-" + TRACE + "-" + CALLER + "-01");
    assertThat(begun).containsEntry("traceparent", fresh.trace().traceparent());
  }

  private void failing(String name, Exception failure) {
    assertThatThrownBy(() ->
            Primitive.<String, String>of(
                    name,
                    (in, context) -> {
                      throw failure;
                    })
                .execute("", workflows.context()))
        .isSameAs(failure);
  }

  private static Primitive<String, String> step(String name) {
    return Primitive.of(name, (in, context) -> in);
  }

  private SpanData span(String name) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no span " + name));
  }

  private SpanData childOf(SpanData parent) {
    return exported.getFinishedSpanItems().stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no child of " + parent.getName()));
  }

  private static String attribute(SpanData span, String name) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
  }

  private static Workflows workflows(Registry registry, OpenTelemetry openTelemetry) {
    return Workflows.create(
        registry, WorkflowOptions.STANDARD.withTracer(OpenTelemetrySpans.of(openTelemetry)));
  }

  private OpenTelemetrySdk sdk(Sampler sampler) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(exported))
                .build())
        .build();
  }
}
