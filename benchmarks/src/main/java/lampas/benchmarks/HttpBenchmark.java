package lampas.benchmarks;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Objects;
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
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What measuring adds to one request of an HTTP server, without the server. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HttpBenchmark {
  /** What measures. */
  @Param public HttpSetup setup = HttpSetup.NONE;

  private HttpSetup.@Nullable Counting counting;
  private long requests;

  static void run(String... arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(HttpBenchmark.class.getName()).addProfiler(GCProfiler.class);
    if (arguments.length > 0) {
      options.param("setup", arguments);
    }
    new Runner(options.build()).run();
  }

  /** Makes what measures. */
  @Setup
  public void start() {
    counting = setup.start();
  }

  /** Requires that every request was counted: what counts nothing is not cheap. */
  @TearDown
  public void stop() {
    double counted = Objects.requireNonNull(counting).counted().getAsDouble();
    if (!Double.isNaN(counted) && counted != requests) {
      throw new AssertionError(
          setup + ": counted " + counted + " requests (expected: " + requests + ")");
    }
  }

  /** One request. */
  @Benchmark
  public void request() throws IOException, ServletException {
    requests++;
    Objects.requireNonNull(counting).server().handle();
  }
}
