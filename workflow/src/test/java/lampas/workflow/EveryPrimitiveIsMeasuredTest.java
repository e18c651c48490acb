package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import lampas.model.label.Labels;
import lampas.workflow.policy.CacheLimits;
import lampas.workflow.policy.CircuitLimits;
import lampas.workflow.policy.Retries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Nothing goes around the gate. A new kind of primitive fails here until it stands in the table,
 * and then unless it is counted and timed, whatever happens to it.
 */
class EveryPrimitiveIsMeasuredTest {
  /* One of each kind, around a step. */
  private static final Map<Class<?>, Function<Primitive<Integer, Integer>, Primitive<Integer, ?>>>
      KINDS =
          Map.ofEntries(
              Map.entry(Lambda.class, step -> step.named("x")),
              Map.entry(Sequential.class, step -> step.then(Steps.pass("next"))),
              Map.entry(Parallel.class, step -> step.alongside(Steps.pass("beside"))),
              Map.entry(Router.class, step -> Router.by(input -> 1, Map.of(1, step))),
              Map.entry(Conditional.class, step -> step.when(input -> true, Steps.pass("other"))),
              Map.entry(Retry.class, step -> step.retrying(Retries.atMost(1))),
              Map.entry(Fallback.class, step -> step.orElse(step)),
              Map.entry(Timeout.class, step -> step.within(Steps.LONG)),
              Map.entry(Saga.class, step -> step.compensatedBy(Steps.pass("undo"))),
              Map.entry(Cache.class, step -> step.cached(CacheLimits.keeping(Steps.LONG))),
              Map.entry(
                  CircuitBreaker.class,
                  step -> step.breakingCircuit(CircuitLimits.afterFailures(9))),
              Map.entry(Workflow.class, step -> Workflow.named("x", step)));

  private static Function<Primitive<Integer, Integer>, Primitive<Integer, ?>> kindOf(
      Class<?> kind) {
    return Objects.requireNonNull(KINDS.get(kind));
  }

  private static Stream<Class<?>> kinds() {
    return Arrays.stream(Primitive.class.getPermittedSubclasses());
  }

  @Test
  void theTableHasEveryKind() {
    assertThat(kinds()).containsExactlyInAnyOrderElementsOf(KINDS.keySet());
    assertThat(KINDS.values().stream().map(kind -> kind.apply(Steps.pass("x")).type()))
        .containsExactlyInAnyOrder(PrimitiveType.values());
  }

  @Test
  void theGateCannotBeReplacedNorGoneAround() throws Exception {
    assertThat(Modifier.isFinal(gate().getModifiers())).isTrue();
    assertThat(kinds())
        .allSatisfy(kind -> {
          assertThat(Modifier.isFinal(kind.getModifiers())).isTrue();
          assertThat(
                  Arrays.stream(kind.getDeclaredMethods())
                      .filter(m -> m.getName().equals("perform")))
              .isNotEmpty()
              .noneMatch(method -> Modifier.isPublic(method.getModifiers()));
        });
    assertThat(Modifier.isPublic(WorkflowContext.class.getDeclaredConstructors()[0].getModifiers()))
        .isFalse();
  }

  @TestFactory
  Stream<DynamicTest> eachIsCountedAndTimedWhateverHappens() {
    return kinds().map(kind -> DynamicTest.dynamicTest(kind.getSimpleName(), () -> check(kind)));
  }

  private static void check(Class<?> kind) throws Exception {
    FakeTime time = new FakeTime();
    TestRuntime runtime = new TestRuntime(WorkflowOptions.STANDARD.withNanoTime(time));
    Primitive<Integer, ?> sample = kindOf(kind).apply(step(time, null)).named("sample");

    runtime.workflows().expect(sample);
    expectCounts(runtime, sample, 0, 0, 0, 0);
    assertThat(catchThrowable(() -> runtime.workflows().run(sample, 1))).isNull();
    assertThat(sum(runtime, sample.type())).isGreaterThanOrEqualTo(2.0);
    expectCounts(runtime, sample, 1, 0, 0, 0);

    fails(runtime, kindOf(kind), new IOException("for this test"));
    fails(runtime, kindOf(kind), new TimeoutException("for this test"));
    fails(runtime, kindOf(kind), new CancellationException("test"));
    fails(runtime, kindOf(kind), new StackOverflowError("for this test"));
    expectCounts(runtime, sample, 1, 2, 1, 1);
  }

  private static void fails(
      TestRuntime runtime,
      Function<Primitive<Integer, Integer>, Primitive<Integer, ?>> kind,
      Throwable failure) {
    Primitive<Integer, ?> failing = kind.apply(step(new FakeTime(), failure)).named("sample");
    assertThat(catchThrowable(() -> runtime.workflows().run(failing, 1))).isSameAs(failure);
  }

  private static Lambda<Integer, Integer> step(FakeTime time, @Nullable Throwable failure) {
    return Lambda.of(
        "step",
        (input, context) -> {
          time.pass(Duration.ofSeconds(2));
          if (failure instanceof Error error) {
            throw error;
          }
          if (failure != null) {
            throw (Exception) failure;
          }
          return input;
        });
  }

  private static void expectCounts(
      TestRuntime runtime,
      Primitive<?, ?> sample,
      double success,
      double failure,
      double timeout,
      double cancelled)
      throws Exception {
    Page page = runtime.page();
    Labels.Builder labels = Labels.builder();
    String name = "tta_workflow_executions_total";
    if (sample.type() == PrimitiveType.WORKFLOW) {
      labels.add("workflow_name", sample.name());
    } else {
      name = "tta_primitive_executions_total";
      labels.add("primitive_type", sample.type().label()).add("primitive_name", sample.name());
    }
    Labels common = labels.build();
    Map<Labels, Double> samples = page.samples(name);
    assertThat(
            List.of(
                samples.get(common.with("status", "success")),
                samples.get(common.with("status", "failure")),
                samples.get(common.with("status", "timeout")),
                samples.get(common.with("status", "cancelled"))))
        .containsExactly(success, failure, timeout, cancelled);
    double inner = sample.type() == PrimitiveType.LAMBDA ? page.sum(name) : 0;
    assertThat(
            page.value(
                    "tta_execution_duration_seconds_count", "primitive_type", sample.type().label())
                .orElseThrow())
        .isEqualTo(inner > 0 ? inner : success + failure + timeout + cancelled);
  }

  private static double sum(TestRuntime runtime, PrimitiveType type) throws Exception {
    return runtime
        .page()
        .value("tta_execution_duration_seconds_sum", "primitive_type", type.label())
        .orElseThrow();
  }

  private static Method gate() throws NoSuchMethodException {
    return Primitive.class.getMethod("execute", Object.class, WorkflowContext.class);
  }
}
