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
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.SeriesHandle;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.server.config.ScrapeJob;
import lampas.server.config.TargetGroup;
import lampas.server.exemplar.ExemplarStore;
import lampas.server.scrape.ScrapeManager;
import lampas.store.Store;
import lampas.store.StoreOptions;
import lampas.store.StoreStatistics;
import lampas.store.chunk.Chunk;
import lampas.store.chunk.XorEncoder;

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
  private static final int CHUNK_SAMPLES = 120;
  private static final int BUSY_SERIES = 50_000;
  private static final int BUSY_SAMPLES = 240;
  private static final int IDLE_SERIES = 500_000;

  private StoreBenchmark() {}

  static void run(String... arguments) throws Exception {
    bytesPerSample();
    appendAndDecode();
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
          ScrapeManager.of(
              jobs, store, ExemplarStore.of(0), http, Clock.systemUTC(), "benchmark")) {
        scrapes.start();
        ServerProcess.pause(INTERVAL.multipliedBy(SCRAPES));
      }
      printSealed(store);
    } finally {
      node.destroy();
    }
  }

  /* What the store's sealed chunks hold, without Java's objects around them. */
  private static void printSealed(Store store) {
    long bytes = 0;
    long samples = 0;
    int count = 0;
    try (SeriesSelection all = store.select(List.of(), TimeRange.all())) {
      SampleColumns columns = new SampleColumns();
      for (Series series : all.series()) {
        columns.clear();
        series.read(columns);
        XorEncoder encoder = new XorEncoder();
        for (int i = 0; i < columns.size(); i++) {
          encoder.append(columns.time(i), Double.doubleToRawLongBits(columns.value(i)));
          if (encoder.samples() == CHUNK_SAMPLES) {
            Chunk sealed = encoder.seal();
            bytes += sealed.encodedLength();
            samples += sealed.samples();
          }
        }
        count++;
      }
    }
    StoreStatistics statistics = store.statistics();
    System.out.printf(
        "scraped data: %d series, %d samples in sealed chunks, %.2f bytes a sample"
            + " (%.2f of heap with open chunks and Java's objects)%n",
        count,
        samples,
        (double) bytes / samples,
        (double) statistics.chunkBytes() / statistics.samples());
  }

  private static void appendAndDecode() {
    Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
    SeriesHandle[] handles = new SeriesHandle[BUSY_SERIES];
    for (int i = 0; i < BUSY_SERIES; i++) {
      handles[i] = store.resolve(Labels.of("__name__", "busy", "n", Integer.toString(i)));
    }
    ThreadCost cost = new ThreadCost();
    for (int scrape = 0; scrape < BUSY_SAMPLES; scrape++) {
      try (SampleBatch batch = store.batch()) {
        for (int i = 0; i < BUSY_SERIES; i++) {
          batch.append(handles[i], scrape * 15_000L, (double) scrape * (i % 97));
        }
        batch.commit();
      }
      if (scrape == BUSY_SAMPLES / 2) {
        cost = new ThreadCost();
      }
    }
    double appendMillis = cost.cpuMillis();
    SampleColumns columns = new SampleColumns(BUSY_SAMPLES);
    double decodeMillis = Double.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      ThreadCost decoding = new ThreadCost();
      try (SeriesSelection all = store.select(List.of(), TimeRange.all())) {
        for (Series series : all.series()) {
          columns.clear();
          series.read(columns);
        }
      }
      decodeMillis = Math.min(decodeMillis, decoding.cpuMillis());
    }
    double samples = (double) BUSY_SERIES * BUSY_SAMPLES;
    System.out.printf(
        "append and commit: %.0f ns a sample; select and decode: %.1f ns a sample (best of 10)%n",
        appendMillis * 1e6 / (samples / 2 - BUSY_SERIES), decodeMillis * 1e6 / samples);
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
