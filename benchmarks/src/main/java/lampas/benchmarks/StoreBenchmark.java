package lampas.benchmarks;

import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import lampas.model.label.Labels;
import lampas.model.series.SampleBatch;
import lampas.store.Store;
import lampas.store.StoreOptions;
import lampas.store.StoreStatistics;

/**
 * Bytes a sample on what node-exporter and Prometheus really expose, and heap a series that holds
 * one sample.
 *
 * <p>The pages are scraped every quarter of a second and stored as if 15 s lay between them, with a
 * few milliseconds of jitter, as a server sees it.
 */
final class StoreBenchmark {
  private static final int SCRAPES = 481;
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
      URI nodePage = URI.create("http://127.0.0.1:" + port + "/metrics");
      URI ownPage = prometheus.base().resolve("/metrics");
      Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
      StoreAppender nodeAppender = new StoreAppender(store, "node");
      StoreAppender ownAppender = new StoreAppender(store, "prometheus");
      HttpClient http = HttpClient.newHttpClient();
      Random jitter = new Random(3);
      for (int scrape = 0; scrape < SCRAPES; scrape++) {
        long time = scrape * 15_000L + jitter.nextInt(5);
        nodeAppender.append(page(http, nodePage), time);
        ownAppender.append(page(http, ownPage), time);
        ServerProcess.pause(Duration.ofMillis(250));
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

  private static byte[] page(HttpClient http, URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", "text/plain").build();
    return http.send(request, BodyHandlers.ofByteArray()).body();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
