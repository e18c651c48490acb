package lampas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata store under a fixed load of reads and writes, with its metrics on and off, in turns.
 *
 * <p>On means all of it: instruments, gRPC tracers, and a scrape a second. Each turn is a new
 * process with an empty folder. What it says is the median of the turns and how far they lie apart,
 * which is the noise that a difference has to exceed.
 */
final class MetastoreBenchmark {
  private static final Path JAR = Path.of("examples/metastore/target/metastore.jar");
  private static final Pattern FIGURES =
      Pattern.compile(
          "([0-9.]+) requests/s +p50 ([0-9.]+) ms +p99 ([0-9.]+) ms .* ([0-9]+) not OK");

  /** What one turn came to; latencies in milliseconds, CPU time of the store in seconds. */
  private record Turn(double throughput, double p50, double p99, double cpu) {}

  private MetastoreBenchmark() {}

  static void run(String... arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Duration length =
        Duration.ofSeconds(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15);
    List<Turn> on = new ArrayList<>();
    List<Turn> off = new ArrayList<>();
    System.out.printf(
        "%,d requests/s, one write to each read, %d s a turn%n", rate, length.toSeconds());
    for (int turn = 0; turn < turns; turn++) {
      /* Who begins changes, so that whatever grows with time hits both alike. */
      boolean onFirst = turn % 2 == 0;
      (onFirst ? on : off).add(turn(onFirst, rate, length));
      (onFirst ? off : on).add(turn(!onFirst, rate, length));
    }
    report("metrics on", on);
    report("metrics off", off);
  }

  private static Turn turn(boolean metrics, int rate, Duration length) throws Exception {
    Path folder = Files.createTempDirectory("lampas-metastore");
    int port = ServerProcess.freePort();
    int metricsPort = ServerProcess.freePort();
    Process store =
        start(
            folder.resolve("store.log"),
            "--port=" + port,
            "--peer-port=" + ServerProcess.freePort(),
            "--data=" + folder.resolve("data"),
            "--monitoring.enable-prometheus=" + metrics,
            "--monitoring.prometheus-port=" + metricsPort,
            "--limits.requests-per-second=0");
    try (PageReader scrapes = metrics ? PageReader.everySecond(metricsPort) : PageReader.none()) {
      load(port, 100, Duration.ofSeconds(3), folder);
      load(port, rate, Duration.ofSeconds(10), folder);
      double before = cpuSeconds(store);
      Matcher figures = load(port, rate, length, folder);
      double cpu = cpuSeconds(store) - before;
      Turn turn =
          new Turn(
              Double.parseDouble(figures.group(1)),
              Double.parseDouble(figures.group(2)),
              Double.parseDouble(figures.group(3)),
              cpu);
      System.out.printf(
          Locale.ROOT,
          "  metrics %-3s  %s, CPU of the store %.2f s, %d scrapes%n",
          metrics ? "on" : "off",
          figures.group(),
          cpu,
          scrapes.count());
      return turn;
    } finally {
      store.destroy();
      store.waitFor();
    }
  }

  private static Matcher load(int port, int rate, Duration length, Path folder) throws Exception {
    Path log = folder.resolve("load.log");
    Process load =
        start(
            log,
            "load",
            "--scenario=kv",
            "--clients=4",
            "--endpoint=127.0.0.1:" + port,
            "--rate=" + rate,
            "--for=" + length.toSeconds() + "s");
    load.waitFor();
    String said = Files.readString(log);
    Matcher figures = FIGURES.matcher(said);
    if (!figures.find()) {
      throw new IllegalStateException(
          "load: " + said + "\nstore: " + Files.readString(folder.resolve("store.log")));
    }
    return figures;
  }

  private static Process start(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static double cpuSeconds(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  private static void report(String name, List<Turn> turns) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %s requests/s  p50 %s ms  p99 %s ms  CPU %s s%n",
        name,
        spread(turns.stream().map(Turn::throughput).toList()),
        spread(turns.stream().map(Turn::p50).toList()),
        spread(turns.stream().map(Turn::p99).toList()),
        spread(turns.stream().map(Turn::cpu).toList()));
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        sorted.getLast());
  }
}
