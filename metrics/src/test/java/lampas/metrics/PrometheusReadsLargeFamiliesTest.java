package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus stores every series of families that are so large that protobuf has them as
 * several messages of one name.
 */
class PrometheusReadsLargeFamiliesTest {
  private static final int COUNTERS = 40_000;
  private static final int HISTOGRAMS = 10_000;

  @TempDir private Path folder;
  private final Registry registry = Registry.create();

  @Test
  void everySeriesAndEveryValueArrivesByProtobuf() throws Exception {
    Path prometheus = requirePrometheus();
    Family<Counter> counters =
        registry.counters(
            MetricDefinition.counter("large_total")
                .help("Large.")
                .label("series", LabelDomain.bounded(COUNTERS))
                .build());
    for (int i = 0; i < COUNTERS; i++) {
      counters.with("series " + i).add(i + 0.5);
    }
    Family<Histogram> histograms =
        registry.histograms(
            MetricDefinition.nativeHistogram("large_sizes")
                .help("Large.")
                .label("series", LabelDomain.bounded(HISTOGRAMS))
                .build());
    for (int i = 0; i < HISTOGRAMS; i++) {
      Histogram histogram = histograms.with("series " + i);
      for (int j = 0; j <= i % 10; j++) {
        histogram.observe(1 << j);
      }
    }
    assertThat(messages("large_total")).isGreaterThan(1);
    assertThat(messages("large_sizes")).isGreaterThan(1);

    int port = freePort();
    try (Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0))) {
      Process process = start(prometheus, exporter.port(), port);
      try {
        await(port, "count(large_total)", COUNTERS);
        /* The sum of i + 0.5; and of 1 to 10, which are the counts, over and over. */
        await(port, "sum(large_total)", COUNTERS / 2.0 * COUNTERS);
        await(port, "count(count by (series) (large_total))", COUNTERS);
        await(port, "count(large_total % 1 == 0.5)", COUNTERS);
        await(port, "count(histogram_count(large_sizes))", HISTOGRAMS);
        await(port, "sum(histogram_count(large_sizes))", HISTOGRAMS * 5.5);
        await(port, "sum(histogram_sum(large_sizes))", HISTOGRAMS / 10.0 * (2046 - 10));
      } finally {
        process.destroy();
        process.waitFor(20, TimeUnit.SECONDS);
      }
    }
  }

  private long messages(String name) throws IOException {
    return Protobuf.of(registry).stream().filter(family -> family.getName().equals(name)).count();
  }

  /* Only with native histograms does this version ask for protobuf. */
  private Process start(Path prometheus, int exporter, int port) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: large
                scrape_interval: 5s
                scrape_timeout: 5s
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            """
                .formatted(exporter));
    return new ProcessBuilder(
            prometheus.toString(),
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--enable-feature=native-histograms",
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
  }

  private static void await(int port, String promql, double expected) {
    String answer = ",\"%s\"]".formatted(text(expected));
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      last = query(port, promql);
      if (last.contains(answer)) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError(promql + ": " + last + " (expected: " + text(expected) + ")");
  }

  private static String text(double whole) {
    return Long.toString((long) whole);
  }

  private static String query(int port, String promql) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      String query = "query=" + promql;
      URI uri = new URI("http", null, "127.0.0.1", port, "/api/v1/query", query, null);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return notYet.toString();
    } catch (InterruptedException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /* Without it the test is skipped by name, or fails where CI is true. */
  private static Path requirePrometheus() {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "prometheus"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String message = "prometheus is not on PATH (dev/test installs it where root and apt are)";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(message);
      }
      Assumptions.abort(message);
    }
    return found.orElseThrow();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
