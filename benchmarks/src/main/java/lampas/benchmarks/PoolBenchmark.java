package lampas.benchmarks;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** A task that is submitted and waited for, with and without something that measures it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(3)
public class PoolBenchmark {
  /** What runs the tasks. */
  @Param public PoolKind kind = PoolKind.CALLER;

  /** What measures them. */
  @Param public PoolSetup setup = PoolSetup.NONE;

  private PoolSetup.@Nullable Measured measured;
  private long tasks;

  static void run(String... arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(PoolBenchmark.class.getName()).addProfiler(GCProfiler.class);
    if (arguments.length > 0) {
      options.param("kind", arguments);
    }
    SetupReport.print(new Runner(options.build()).run());
  }

  /** Makes the executor. */
  @Setup
  public void start() {
    measured = setup.measure(kind.make());
  }

  /** Ends it, and requires that every task was counted: what counts nothing is not cheap. */
  @TearDown
  public void stop() {
    PoolSetup.Measured measured = Objects.requireNonNull(this.measured);
    measured.executor().close();
    double counted = measured.counted().getAsDouble();
    if (!Double.isNaN(counted) && counted != tasks) {
      throw new AssertionError(setup + ": counted " + counted + " tasks (expected: " + tasks + ")");
    }
  }

  /** One task. */
  @Benchmark
  public Object task(Blackhole work) throws ExecutionException, InterruptedException {
    tasks++;
    return Objects.requireNonNull(measured)
        .executor()
        .submit(() -> {
          Blackhole.consumeCPU(10);
          return work;
        })
        .get();
  }
}
