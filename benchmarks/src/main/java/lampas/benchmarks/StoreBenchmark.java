package lampas.benchmarks;

import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.series.SampleBatch;
import lampas.server.config.ScrapeJob;
import lampas.server.config.TargetGroup;
import lampas.server.scrape.ScrapeManager;
import lampas.store.Store;
import lampas.store.StoreOptions;
import lampas.store.StoreStatistics;

/**
 * Bytes a sample on what node-exporter and Prometheus really expose, and heap a series that holds
 * one sample.
 *
 * <p>The pages are scraped by our own scraper every half second, so that two chunks of each series
 * are sealed in two minutes; times are those that a server would store.
 */
final class StoreBenchmark {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final int SCRAPES = 250;
  private static final int IDLE_SERIES = 500_000;

  private StoreBenchmark() {}

  static void run(String... arguments) throws Exception {
    bytesPerSample();
    heapPerSeries();
  }

  private static void bytesPerSample() throws Exception {
    Path folder = Files.createTempDirectory("lampas-benchmark");
    int port = freePort();
    Process node =
        new ProcessBuilder("prometheus-node-exporter", "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("node.log").toFile())
            .start();
    String configuration =
        "global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
            + "scrape_configs: [{job_name: node, static_configs: [{targets: [\"127.0.0.1:%d\"]}]}]\n"
                .formatted(port);
    try (ServerProcess prometheus = ServerProcess.prometheus(folder, configuration)) {
      ServerProcess.pause(Duration.ofSeconds(5));
      Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
      HttpClient http = HttpClient.newHttpClient();
      List<ScrapeJob> jobs =
          List.of(
              job("node", "127.0.0.1:" + port),
              job("prometheus", prometheus.base().getAuthority()));
      try (ScrapeManager scrapes =
          ScrapeManager.of(jobs, store, http, Clock.systemUTC(), "benchmark")) {
        scrapes.start();
        ServerProcess.pause(INTERVAL.multipliedBy(SCRAPES));
      }
      StoreStatistics statistics = store.statistics();
      System.out.printf(
          "scraped data: %d series, %d samples in %d chunks, %.2f bytes of heap a sample"
              + " (open chunks included)%n",
          statistics.series(),
          statistics.samples(),
          statistics.chunks(),
          (double) statistics.chunkBytes() / statistics.samples());
    } finally {
      node.destroy();
    }
  }

  private static void heapPerSeries() {
    long before = usedHeap();
    Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
    try (SampleBatch batch = store.batch()) {
      for (int i = 0; i < IDLE_SERIES; i++) {
        Labels labels =
            Labels.of(
                "__name__", "metric_" + i % 500,
                "job", "job-" + i % 20,
                "instance", "10.0.0." + i % 200 + ":9100",
                "method", i % 2 == 0 ? "GET" : "POST",
                "endpoint", "/api/v1/resource/" + i / 500,
                "status", i % 3 == 0 ? "200" : "500");
        batch.append(store.resolve(labels), 0, i);
      }
      batch.commit();
    }
    System.out.printf(
        "idle series: %d of 6 labels and one sample, %.0f bytes of heap each%n",
        store.statistics().series(), (double) (usedHeap() - before) / IDLE_SERIES);
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static ScrapeJob job(String name, String target) {
    return ScrapeJob.named(name)
        .interval(INTERVAL)
        .timeout(INTERVAL)
        .targets(new TargetGroup(List.of(target), Labels.empty()))
        .build();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
