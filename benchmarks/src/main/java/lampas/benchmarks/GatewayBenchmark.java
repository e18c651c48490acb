package lampas.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Small instant queries to a Prometheus: straight, through the gateway, through VictoriaMetrics's
 * vmauth. All of them, and what asks, share the processors of this machine.
 *
 * <p>Each request has a time of its own, so that no two are the same question. The sides take
 * turns, three times each; a side's figure is its median turn.
 */
final class GatewayBenchmark {
  private static final String TOKEN = "benchmark";
  private static final int TURNS = 3;
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  private record Side(String name, ServerProcess process, URI uri) {}

  private record Turn(OpenLoad.Outcome outcome, double cpuSeconds) {}

  private GatewayBenchmark() {}

  static void run(String... arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    Path folder = Files.createTempDirectory("lampas-benchmark");
    try (PageServer page = new PageServer(1, 20);
        ServerProcess prometheus = ServerProcess.prometheus(folder, scraping(page));
        ServerProcess gateway = ServerProcess.gateway(folder, prometheus.base(), TOKEN);
        ServerProcess vmauth = ServerProcess.vmauth(folder, prometheus.base(), TOKEN)) {
      prometheus.awaitReady();
      while (prometheus.value("up").isEmpty()) {
        ServerProcess.pause(Duration.ofMillis(100));
      }
      List<Side> sides =
          List.of(
              new Side("straight", prometheus, prometheus.base()),
              new Side("lampas gateway", gateway, gateway.base()),
              new Side("vmauth", vmauth, vmauth.base()));
      ServerProcess.pause(Duration.ofSeconds(3));
      Map<Side, List<Turn>> turns = new LinkedHashMap<>();
      for (Side side : sides) {
        load(side, rate / 2, WARM_UP);
      }
      for (int turn = 0; turn < TURNS; turn++) {
        for (Side side : sides) {
          turns
              .computeIfAbsent(side, any -> new ArrayList<>())
              .add(load(side, rate, Duration.ofSeconds(seconds)));
        }
      }
      report(rate, turns);
    } finally {
      delete(folder);
    }
  }

  private static String scraping(PageServer page) {
    return """
    scrape_configs:
      - job_name: page
        scrape_interval: 1s
        metrics_path: /target-0
        static_configs: [{targets: ["%s"], labels: {tenant: a}}]
    """
        .formatted(page.address());
  }

  private static Turn load(Side side, int rate, Duration time) throws InterruptedException {
    double begun = side.process().cpuSeconds();
    long now = System.currentTimeMillis();
    OpenLoad.Outcome outcome =
        new OpenLoad(
                side.uri(),
                i ->
                    ("GET /api/v1/query?query=up&time=%d.%03d HTTP/1.1\r\nHost: x\r\n"
                            + "Authorization: Bearer %s\r\n\r\n")
                        .formatted((now - i % 2000) / 1000, (now - i % 2000) % 1000, TOKEN))
            .run(rate, time);
    return new Turn(outcome, side.process().cpuSeconds() - begun);
  }

  private static void report(int rate, Map<Side, List<Turn>> turns) {
    System.out.printf(
        "%nGET /api/v1/query?query=up, %d requests/s, open loop%n%-16s %8s %8s %8s %8s %8s %12s%n",
        rate, "", "rate", "p50 ms", "p90 ms", "p99 ms", "errors", "CPU us/req");
    turns.forEach((side, all) -> {
      Turn turn =
          all.stream()
              .sorted(Comparator.comparingDouble(one -> one.outcome().percentileMillis(.5)))
              .toList()
              .get(TURNS / 2);
      int errors = all.stream().mapToInt(one -> one.outcome().errors()).sum();
      System.out.printf(
          "%-16s %8.0f %8.2f %8.2f %8.2f %8d %12.0f%n",
          side.name(),
          turn.outcome().rate(),
          turn.outcome().percentileMillis(.5),
          turn.outcome().percentileMillis(.9),
          turn.outcome().percentileMillis(.99),
          errors,
          turn.cpuSeconds() * 1e6 / turn.outcome().micros().length);
    });
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
