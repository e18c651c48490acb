package lampas.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The server and a Prometheus, each a process of its own, scrape the same targets every second over
 * HTTP; CPU time of the whole process for each sample, after a warm-up, one server after the other.
 */
final class ScrapeBenchmark {
  private static final int TARGETS = 10;
  private static final int BLOCKS = 625;
  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final String SCRAPES = "sum(count_over_time(up[1h]))";

  private ScrapeBenchmark() {}

  static void run(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory("lampas-benchmark");
    try (PageServer pages = new PageServer(TARGETS, BLOCKS)) {
      String configuration = configuration(pages.address());
      System.out.printf(
          "%d targets of %d samples every second, %d s after %d s of warm-up%n",
          TARGETS, SyntheticPage.samples(BLOCKS), MEASURED.toSeconds(), WARM_UP.toSeconds());
      System.out.printf(
          "%-12s %10s %12s %16s %10s%n", "server", "samples", "CPU s", "samples/CPU s", "RSS MB");
      for (String name : List.of("prometheus", "lampas")) {
        try (ServerProcess server =
            name.equals("lampas")
                ? ServerProcess.lampas(folder, configuration)
                : ServerProcess.prometheus(folder, configuration)) {
          measure(server);
        }
      }
    }
  }

  private static void measure(ServerProcess server) throws Exception {
    ServerProcess.pause(WARM_UP);
    double scrapesBefore = server.value(SCRAPES).orElseThrow();
    double cpuBefore = server.cpuSeconds();
    ServerProcess.pause(MEASURED);
    double cpu = server.cpuSeconds() - cpuBefore;
    double samples =
        (server.value(SCRAPES).orElseThrow() - scrapesBefore) * SyntheticPage.samples(BLOCKS);
    double failed =
        server.value("sum(count_over_time(up[1h])) - sum(sum_over_time(up[1h]))").orElseThrow();
    System.out.printf(
        "%-12s %10.0f %12.2f %16.0f %10d%s%n",
        server.name(),
        samples,
        cpu,
        samples / cpu,
        server.residentBytes() >> 20,
        failed > 0 ? "  (" + failed + " scrapes failed)" : "");
  }

  private static String configuration(String address) {
    StringBuilder out =
        new StringBuilder("global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n");
    for (int target = 0; target < TARGETS; target++) {
      out.append(
          """
            - job_name: target-%1$d
              metrics_path: /target-%1$d
              static_configs: [{targets: ["%2$s"]}]
          """
              .formatted(target, address));
    }
    return out.toString();
  }
}
