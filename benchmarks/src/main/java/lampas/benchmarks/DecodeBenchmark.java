package lampas.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Decoding the answer of a query, by us and by others, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1500m", "-Xmx1500m", "-XX:+AlwaysPreTouch"})
public class DecodeBenchmark {
  private static final int GO_SECONDS = 20;

  /** What is decoded. */
  @Param public DecodeData data = DecodeData.MATRIX;

  /** Who decodes it. */
  @Param public DecodeReader reader = DecodeReader.LAMPAS;

  private byte[] json = {};

  private record Row(DecodeData data, String who, double millis, double garbage) {}

  /** Runs all, or the readers that are named; forks=N sets the number of JVMs for each row. */
  static void run(String... arguments) throws RunnerException, IOException, InterruptedException {
    OptionsBuilder options = new OptionsBuilder();
    options.include(DecodeBenchmark.class.getName()).addProfiler(GCProfiler.class);
    List<String> readers = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("forks=")) {
        options.forks(Integer.parseInt(argument.substring("forks=".length())));
      } else {
        readers.add(argument);
      }
    }
    if (!readers.isEmpty()) {
      options.param("reader", readers.toArray(String[]::new));
    }
    for (DecodeData data : DecodeData.values()) {
      DecodeReader.requireEqualResults(data.json());
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    List<Row> rows = new ArrayList<>();
    results.forEach(result -> rows.add(row(result)));
    for (DecodeData data : DecodeData.values()) {
      GoClient.decode(data, GO_SECONDS)
          .ifPresent(millis -> rows.add(new Row(data, "client_golang 1.14.0", millis, Double.NaN)));
    }
    print(rows);
  }

  private static Row row(RunResult result) {
    Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
    return new Row(
        DecodeData.valueOf(result.getParams().getParam("data")),
        DecodeReader.valueOf(result.getParams().getParam("reader")).text(),
        result.getPrimaryResult().getScore(),
        garbage == null ? Double.NaN : garbage.getScore());
  }

  private static void print(List<Row> rows) {
    System.out.println("\n| what | who | ms | MB/s | times ours | MB allocated |");
    System.out.println("|---|---|---|---|---|---|");
    for (DecodeData data : DecodeData.values()) {
      double size = data.json().length / 1e6;
      double ours = Double.NaN;
      for (Row row : rows) {
        if (row.data == data) {
          ours = Double.isNaN(ours) ? row.millis : ours;
          System.out.printf(
              Locale.ROOT,
              "| %s, %.1f MB | %s | %.1f | %.0f | %.2f | %.1f |%n",
              data,
              size,
              row.who,
              row.millis,
              size / row.millis * 1000,
              row.millis / ours,
              row.garbage / 1e6);
        }
      }
    }
  }

  /** Makes the answer. */
  @Setup
  public void makeAnswer() {
    json = data.json();
  }

  /** One answer. */
  @Benchmark
  public Object decode() throws IOException {
    return reader.read(new ByteArrayInputStream(json));
  }
}
