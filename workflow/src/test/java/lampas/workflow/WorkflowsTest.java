package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.model.catalogue.DefinitionException;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import lampas.workflow.policy.CacheLimits;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
  private static final WorkflowOptions STANDARD = WorkflowOptions.STANDARD;

  private final TestRuntime runtime = new TestRuntime();

  @Test
  void whatIsExpectedIsThereAtZeroInAllStatuses() throws Exception {
    Primitive<Integer, Integer> cache = Steps.pass("price").cached(CacheLimits.keeping(Steps.LONG));
    runtime.workflows().expect(Workflow.named("order", cache));
    Page page = runtime.page();

    assertThat(page.samples("tta_workflow_executions_total").toString())
        .isEqualTo(
            "{{status=\"cancelled\", workflow_name=\"order\"}=0.0,"
                + " {status=\"failure\", workflow_name=\"order\"}=0.0,"
                + " {status=\"success\", workflow_name=\"order\"}=0.0,"
                + " {status=\"timeout\", workflow_name=\"order\"}=0.0}");
    assertThat(page.samples("tta_primitive_executions_total")).hasSize(8);
    assertThat(page.sum("tta_primitive_executions_total")).isZero();
    assertThat(
            page.value("tta_cache_hits_total", "primitive_name", "price", "cache_type", "memory"))
        .hasValue(0);
    assertThat(
            page.value("tta_cache_misses_total", "primitive_name", "price", "cache_type", "memory"))
        .hasValue(0);
    assertThat(page.value("tta_workflows_running", "workflow_name", "order")).hasValue(0);
    assertThat(page.samples("tta_execution_duration_seconds_count")).hasSize(12);
  }

  @Test
  void durationsAreInSecondsInTheseBuckets() throws Exception {
    FakeTime time = new FakeTime();
    TestRuntime timed = new TestRuntime(STANDARD.withNanoTime(time));
    for (int millis :
        new int[] {10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 31_000}) {
      timed
          .workflows()
          .run(
              Lambda.<Integer, Integer>of(
                  "a",
                  (input, context) -> {
                    time.pass(Duration.ofMillis(millis));
                    return input;
                  }),
              1);
    }

    Page page = timed.page();
    List<String> bounds =
        List.of("0.01", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "30.0", "+Inf");
    assertThat(
            page.samples("tta_execution_duration_seconds_bucket").keySet().stream()
                .filter(labels -> labels.valueOrEmpty("primitive_type").equals("lambda")))
        .hasSize(bounds.size());
    for (int i = 0; i < bounds.size(); i++) {
      assertThat(bucket(page, bounds.get(i))).as(bounds.get(i)).isEqualTo(i + 1);
    }
    assertThat(page.value("tta_execution_duration_seconds_sum", "primitive_type", "lambda"))
        .hasValue(80.41);
  }

  @Test
  void theJobIsTheLastLabelOfAll() throws Exception {
    TestRuntime named = new TestRuntime(STANDARD.withJob("orders"));
    named
        .workflows()
        .run(Workflow.named("w", Steps.pass("a").cached(CacheLimits.keeping(Steps.LONG))), 1);

    assertThat(named.registry().catalogue().definitions())
        .filteredOn(definition -> definition.name().startsWith("tta_"))
        .hasSize(8)
        .allSatisfy(definition -> assertThat(definition.labelNames()).endsWith("job"));
    Page page = named.page();
    assertThat(
            page.value(
                "tta_workflow_executions_total",
                "workflow_name",
                "w",
                "status",
                "success",
                "job",
                "orders"))
        .hasValue(1);
    assertThat(
            page.value(
                "tta_execution_duration_seconds_count",
                "primitive_type",
                "lambda",
                "job",
                "orders"))
        .hasValue(1);
    assertThat(
            page.value(
                "tta_cache_misses_total",
                "primitive_name",
                "a",
                "cache_type",
                "memory",
                "job",
                "orders"))
        .hasValue(1);
  }

  @Test
  void withoutAJobThereIsNoSuchLabel() {
    assertThat(runtime.registry().catalogue().definitions())
        .allSatisfy(definition -> assertThat(definition.labelNames()).doesNotContain("job"));
  }

  @Test
  void theNamespaceIsWhatTheOptionsSay() throws Exception {
    TestRuntime other = new TestRuntime(STANDARD.withNamespace("shop"));
    TestRuntime none = new TestRuntime(STANDARD.withNamespace(""));
    other.workflows().run(Steps.pass("a"), 1);
    none.workflows().run(Steps.pass("a"), 1);

    assertThat(other.page().sum("shop_primitive_executions_total")).isEqualTo(1);
    assertThat(none.page().sum("primitive_executions_total")).isEqualTo(1);
  }

  @Test
  void namesPastTheCapShareOneSeries() throws Exception {
    TestRuntime capped = new TestRuntime(STANDARD.withMaximumNames(3));
    for (int i = 0; i < 100; i++) {
      capped.workflows().run(Workflow.named("w" + i, Steps.pass("s" + i)), 1);
    }

    assertThat(capped.page().nonZero("tta_workflow_executions_total"))
        .containsExactly(
            "{status=\"success\", workflow_name=\"_overflow\"} 97.0",
            "{status=\"success\", workflow_name=\"w0\"} 1.0",
            "{status=\"success\", workflow_name=\"w1\"} 1.0",
            "{status=\"success\", workflow_name=\"w2\"} 1.0");
    assertThat(capped.page().samples("tta_primitive_executions_total")).hasSize(16);
    assertThat(capped.page().sum("tta_primitive_executions_total")).isEqualTo(100);
  }

  @Test
  void onePrimitiveCanBelongToSeveralRuntimes() throws Exception {
    TestRuntime other = new TestRuntime();
    Primitive<Integer, Integer> shared = Steps.pass("a").then(Steps.pass("b"));
    for (int i = 0; i < 3; i++) {
      runtime.workflows().run(shared, 1);
      other.workflows().run(shared, 1);
      other.workflows().run(shared, 1);
    }

    assertThat(runtime.page().sum("tta_primitive_executions_total")).isEqualTo(9);
    assertThat(other.page().sum("tta_primitive_executions_total")).isEqualTo(18);
  }

  @Test
  void nothingIsLostWhenManyThreadsExecuteTheSame() throws Exception {
    int threads = 8;
    int each = 2_000;
    AtomicLong work = new AtomicLong();
    Lambda<Integer, Integer> step =
        Lambda.of(
            "step",
            (input, context) -> {
              work.incrementAndGet();
              return input;
            });
    Workflow<Integer, Integer> workflow =
        Workflow.named("w", step.cached(CacheLimits.keeping(Steps.LONG)).then(Steps.pass("next")));
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        all.add(
            executor.submit(() -> {
              go.await();
              for (int i = 0; i < each; i++) {
                runtime.workflows().run(workflow, i % 500);
              }
              return 0;
            }));
      }
      go.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }

    double lookups = (double) threads * each;
    Page page = runtime.page();
    assertThat(page.sum("tta_workflow_executions_total")).isEqualTo(lookups);
    assertThat(page.sum("tta_cache_hits_total") + page.sum("tta_cache_misses_total"))
        .isEqualTo(lookups);
    assertThat(work.get()).isEqualTo(500);
    assertThat(
            page.value(
                "tta_primitive_executions_total",
                "primitive_type",
                "lambda",
                "primitive_name",
                "step",
                "status",
                "success"))
        .hasValue(500);
  }

  @Test
  void aSecondRuntimeOnOneRegistryIsAnErrorThatIsSaid() {
    assertThatThrownBy(() -> Workflows.create(runtime.registry()))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("tta_workflow_executions_total");
  }

  @Test
  void theExporterStartsInOneCallAndOnlyOnce() throws Exception {
    Workflows workflows = runtime.workflows();
    workflows.run(Workflow.named("w", Steps.pass("a")), 1);
    WorkflowExporter exporter = workflows.start(0);
    try (exporter;
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(workflows.start(0)).isSameAs(exporter);
      assertThat(workflows.start(exporter.port())).isSameAs(exporter);
      assertThatThrownBy(() -> workflows.start(1))
          .isInstanceOf(WorkflowException.class)
          .hasMessage(
              "exporter port: 1 (expected: %s, where it runs, or to close that one first)"
                  .formatted(exporter.port()));
      String body =
          client
              .send(HttpRequest.newBuilder(exporter.uri()).build(), BodyHandlers.ofString())
              .body();
      assertThat(body.lines())
          .contains("tta_workflow_executions_total{workflow_name=\"w\",status=\"success\"} 1");
    }
    exporter.close();

    try (WorkflowExporter again = workflows.start(exporter.port())) {
      assertThat(again).isNotSameAs(exporter);
      exporter.close();
      assertThat(workflows.start(again.port())).isSameAs(again);
    }
  }

  @Test
  void aTakenPortIsAnError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(() -> runtime.workflows().start(taken.getLocalPort()))
          .isInstanceOf(MetricsException.class)
          .hasMessageContaining(":" + taken.getLocalPort() + " cannot be listened on")
          .extracting(thrown -> ((MetricsException) thrown).kind())
          .isEqualTo(ErrorKind.UNAVAILABLE);
    }
    try (WorkflowExporter exporter = runtime.workflows().start(0)) {
      assertThat(exporter.port()).isPositive();
    }
  }

  @Test
  void optionsThatMakeNoSenseAreErrors() {
    assertThatThrownBy(() -> STANDARD.withNamespace("9"))
        .isInstanceOf(WorkflowException.class)
        .hasMessage(
            "workflow namespace: \"9\" (expected: letters, digits and underscores, or nothing)");
    assertThatThrownBy(() -> STANDARD.withJob(" "))
        .hasMessage("workflow job: blank (expected: a name, or none)");
    assertThatThrownBy(() -> STANDARD.withMaximumNames(0))
        .hasMessage("workflow maximum names: 0 (expected: > 0)");
    assertThatThrownBy(() -> STANDARD.withGrace(Duration.ofMillis(-1)))
        .hasMessage("workflow grace: PT-0.001S (expected: 0 or more)");
    assertThat(STANDARD.namespace()).isEqualTo("tta");
    assertThat(STANDARD.job()).isEmpty();
    assertThat(STANDARD.tracer()).isEmpty();
    assertThat(Workflows.create(Registry.create()).options()).isEqualTo(STANDARD);
  }

  private static double bucket(Page page, String bound) {
    return page.value(
            "tta_execution_duration_seconds_bucket", "primitive_type", "lambda", "le", bound)
        .orElseThrow();
  }
}
