package lampas.benchmarks;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
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

/**
 * Reads of one key from a real Redis on this machine, 200 written at once, so that the network is
 * not what is measured; with and without something that measures each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(3)
public class RedisBenchmark {
  private static final int BATCH = 200;

  /** What measures the commands. */
  @Param public RedisSetup setup = RedisSetup.NONE;

  private final List<RedisFuture<String>> reads = new ArrayList<>(BATCH);
  private @Nullable Process server;
  private RedisSetup.@Nullable Measured measured;
  private @Nullable StatefulRedisConnection<String, String> connection;
  private long commands;

  static void run(String... arguments) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(RedisBenchmark.class.getName()).addProfiler(GCProfiler.class);
    if (arguments.length > 0) {
      options.param("setup", arguments);
    }
    SetupReport.print(new Runner(options.build()).run());
  }

  /** Starts a server and connects to it. */
  @Setup
  public void start() throws IOException, InterruptedException {
    int port = ServerProcess.freePort();
    server =
        new ProcessBuilder("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    ServerProcess.pause(Duration.ofSeconds(1));
    measured = setup.connect(RedisURI.create("127.0.0.1", port));
    connection = measured.client().connect();
    connection.sync().set("key", "value");
    connection.setAutoFlushCommands(false);
  }

  /** Ends both, and requires that every command was counted: what counts nothing is not cheap. */
  @TearDown
  public void stop() throws InterruptedException {
    RedisSetup.Measured measured = Objects.requireNonNull(this.measured);
    double counted = measured.counted().getAsDouble();
    measured.client().shutdown();
    measured.resources().shutdown().await(10, TimeUnit.SECONDS);
    Objects.requireNonNull(server).destroyForcibly().waitFor();
    if (!Double.isNaN(counted) && counted != commands) {
      throw new AssertionError(
          setup + ": counted " + counted + " commands (expected: " + commands + ")");
    }
  }

  /** A batch of reads, waited for. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void reads() throws ExecutionException, InterruptedException {
    StatefulRedisConnection<String, String> connection = Objects.requireNonNull(this.connection);
    for (int i = 0; i < BATCH; i++) {
      reads.add(connection.async().get("key"));
    }
    connection.flushCommands();
    for (RedisFuture<String> read : reads) {
      if (!"value".equals(read.get())) {
        throw new AssertionError("another value");
      }
    }
    commands += BATCH;
    reads.clear();
  }
}
