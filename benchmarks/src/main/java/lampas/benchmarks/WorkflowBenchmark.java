package lampas.benchmarks;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.workflow.Lambda;
import lampas.workflow.Primitive;
import lampas.workflow.Step;
import lampas.workflow.Workflow;
import lampas.workflow.WorkflowContext;
import lampas.workflow.Workflows;
import lampas.workflow.policy.CacheLimits;
import lampas.workflow.policy.CircuitLimits;
import lampas.workflow.policy.Retries;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the gate adds to a step that does next to nothing, beside what Micrometer adds to the same:
 * a timer with the same ten buckets, and an observation that fills such a timer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WorkflowBenchmark {
  private static final int STEPS = 10;
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final IOException failure = new IOException("for this benchmark");
  private final Registry registry = Registry.create();
  private final Workflows workflows = Workflows.create(registry);
  private final WorkflowContext context = workflows.context();
  private final Step<Integer, Integer> step = (input, unused) -> input;
  private final Lambda<Integer, Integer> lambda = Lambda.of("step", step);
  private final Lambda<Integer, Integer> failing =
      Lambda.of(
          "failing",
          (input, unused) -> {
            throw failure;
          });
  private final Primitive<Integer, Integer> sequence = sequence();
  private final Workflow<Integer, Integer> workflow = Workflow.named("w", lambda);
  private final Primitive<Integer, Integer> cached =
      lambda.cached(CacheLimits.keeping(Duration.ofHours(1)));
  private final Primitive<Integer, Integer> retrying = lambda.retrying(Retries.atMost(3));
  private final Primitive<Integer, Integer> breaking =
      lambda.breakingCircuit(CircuitLimits.afterFailures(3));
  private final Primitive<Integer, Integer> limited = lambda.within(Duration.ofMinutes(1));

  private final PrometheusMeterRegistry micrometer =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Timer timer =
      Timer.builder("step").serviceLevelObjectives(BUCKETS).register(micrometer);
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final Integer input = 1;

  /** Observations fill timers of the same registry. */
  public WorkflowBenchmark() {
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(micrometer));
  }

  private Primitive<Integer, Integer> sequence() {
    Primitive<Integer, Integer> all = lambda;
    for (int i = 1; i < STEPS; i++) {
      all = all.then(lambda);
    }
    return all;
  }

  static void run(String... arguments) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(
                    WorkflowBenchmark.class.getName()
                        + (arguments.length > 0 ? ".*" + arguments[0] + ".*" : ""))
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }

  /** The step alone. */
  @Benchmark
  public Integer bare() throws Exception {
    return step.apply(input, context);
  }

  /** The step through the gate. */
  @Benchmark
  public Integer gate() throws Exception {
    return lambda.execute(input, context);
  }

  /** A step that throws, through the gate. */
  @Benchmark
  public Object gateFailing() {
    try {
      return failing.execute(input, context);
    } catch (Exception e) {
      return e;
    }
  }

  /** One of ten steps in a sequence. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public Integer gateInSequence() throws Exception {
    return sequence.execute(input, context);
  }

  /** A workflow of one step: two gates and a context. */
  @Benchmark
  public Integer workflow() throws Exception {
    return workflow.execute(input, context);
  }

  /** A cache that has the result: one gate. */
  @Benchmark
  public Integer cacheHit() throws Exception {
    return cached.execute(input, context);
  }

  /** A retry whose first attempt succeeds: two gates. */
  @Benchmark
  public Integer retryOnce() throws Exception {
    return retrying.execute(input, context);
  }

  /** A circuit breaker that is closed: two gates. */
  @Benchmark
  public Integer circuitClosed() throws Exception {
    return breaking.execute(input, context);
  }

  /** A timeout that is not over: two gates and a thread. */
  @Benchmark
  public Integer timeoutNotOver() throws Exception {
    return limited.execute(input, context);
  }

  /** Micrometer's timer, held: no status, no counter. */
  @Benchmark
  public Integer micrometerTimer() throws Exception {
    return timer.recordCallable(() -> step.apply(input, context));
  }

  /** Micrometer's observation, which knows an error from a success, as the gate does. */
  @Benchmark
  public Integer micrometerObservation() throws Exception {
    return Observation.createNotStarted("observed", observations)
        .lowCardinalityKeyValue("primitive_name", "step")
        .observeChecked(() -> step.apply(input, context));
  }
}
