package lampas.server.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.Labels;

/**
 * The metadata store of the examples and a load on it, each a process of its own.
 *
 * <p>Both write down what they counted when they end: the store what its instruments held, the load
 * what it sent.
 */
final class MetadataStore implements AutoCloseable {
  /** The names of the samples that are compared at every station. */
  static final List<String> PROVEN =
      List.of(
          "grpc_server_request_total",
          "grpc_server_request_duration_seconds_count",
          "lease_operations_total",
          "watch_events_sent_total");

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LONGEST_LOAD = Duration.ofHours(1);

  private final Path folder;
  private final String address;
  private final URI metrics;
  private final ExampleProcess store;
  private final ExampleProcess load;

  private MetadataStore(Path folder, Path jar, int requestsPerSecond, HttpClient http)
      throws IOException {
    this.folder = folder;
    int port = freePort();
    address = "127.0.0.1:" + port;
    int metricsPort = freePort();
    metrics = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    store =
        ExampleProcess.start(
            "store",
            folder,
            jar,
            List.of(
                "--port=" + port,
                "--peer-port=" + freePort(),
                "--metrics-port=" + metricsPort,
                "--data=" + folder.resolve("data"),
                "--last-metrics=" + folder.resolve("recorded"),
                "--until-end-of-input"));
    try {
      awaitLeader(http);
    } catch (DemoException failed) {
      store.end();
      throw failed;
    }
    load =
        ExampleProcess.start(
            "load",
            folder,
            jar,
            List.of(
                "load",
                "--endpoint=" + address,
                "--rate=" + requestsPerSecond,
                "--for=" + LONGEST_LOAD.toSeconds() + "s",
                "--books=" + folder.resolve("sent")));
  }

  /**
   * Starts both and returns when the store has a leader.
   *
   * @param jar the packaged example
   */
  static MetadataStore start(Path jar, int requestsPerSecond, HttpClient http) {
    try {
      Path folder = Files.createTempDirectory("lampas-demo");
      return new MetadataStore(folder, jar, requestsPerSecond, http);
    } catch (IOException e) {
      throw new DemoException("the metadata store cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where the store speaks gRPC, as host:port. */
  String address() {
    return address;
  }

  /** The store's page of metrics. */
  URI metrics() {
    return metrics;
  }

  /** Lets the load finish what it is doing; what it has sent, by the series that should say so. */
  Map<Labels, Double> sent() throws IOException {
    return counts(load, "sent");
  }

  /** Stops the store; what its instruments held. */
  Map<Labels, Double> recorded() throws IOException {
    return counts(store, "recorded");
  }

  @Override
  public void close() {
    load.end();
    store.end();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      System.getLogger(MetadataStore.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + folder, left);
    }
  }

  private void awaitLeader(HttpClient http) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!hasLeader(http)) {
      if (!store.isAlive() || System.nanoTime() > deadline) {
        throw store.failure("has not come up");
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private boolean hasLeader(HttpClient http) {
    try {
      return Stations.exposed(http, metrics, List.of("raft_is_leader")).containsValue(1.0);
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<Labels, Double> counts(ExampleProcess process, String file) throws IOException {
    process.end();
    Path counts = folder.resolve(file);
    if (!Files.exists(counts)) {
      throw process.failure("has not said what it counted");
    }
    try (InputStream page = Files.newInputStream(counts)) {
      Map<Labels, Double> values =
          new HashMap<>(
              Exposition.read(page, ExpositionSyntax.TEXT, ReadLimits.STANDARD).samples());
      values.keySet().removeIf(series -> !PROVEN.contains(series.metricName()));
      return values;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
