package lampas.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lampas.model.label.Labels;

/** The metadata store of the examples and a load on it. */
final class MetadataStore implements Neighbour {
  private static final List<String> PROVEN =
      List.of(
          "grpc_server_request_total",
          "grpc_server_request_duration_seconds_count",
          "lease_operations_total",
          "watch_events_sent_total");

  private static final Duration LONGEST_LOAD = Duration.ofHours(1);

  private final ExampleFolder folder;
  private final String address;
  private final URI metrics;
  private final ExampleProcess store;
  private final ExampleProcess load;

  private MetadataStore(ExampleFolder folder, Path jar, int requestsPerSecond, HttpClient http)
      throws IOException {
    this.folder = folder;
    int port = ExampleFolder.freePort();
    address = "127.0.0.1:" + port;
    int metricsPort = ExampleFolder.freePort();
    metrics = URI.create("http://127.0.0.1:" + metricsPort + "/metrics");
    store =
        folder.start(
            "store",
            jar,
            List.of(
                "--port=" + port,
                "--peer-port=" + ExampleFolder.freePort(),
                "--metrics-port=" + metricsPort,
                "--data=" + folder.resolve("data"),
                "--last-metrics=" + folder.resolve("recorded"),
                "--until-end-of-input"));
    try {
      ExampleFolder.awaitOne(http, metrics, "raft_is_leader", store);
    } catch (DemoException failed) {
      store.end();
      throw failed;
    }
    load =
        folder.start(
            "load",
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
      return new MetadataStore(ExampleFolder.create(), jar, requestsPerSecond, http);
    } catch (IOException e) {
      throw new DemoException("the metadata store cannot be started: " + e.getMessage(), e);
    }
  }

  @Override
  public String introduction() {
    return "a metadata store (gRPC), its metrics   " + address + "  " + metrics;
  }

  @Override
  public Map<String, URI> pages() {
    return Map.of("metastore", metrics);
  }

  @Override
  public List<String> proven() {
    return PROVEN;
  }

  @Override
  public Map<Labels, Double> sent() throws IOException {
    return folder.counts(load, "sent", PROVEN);
  }

  @Override
  public Map<Labels, Double> recorded() throws IOException {
    return folder.counts(store, "recorded", PROVEN);
  }

  @Override
  public void close() {
    load.end();
    store.end();
    folder.delete();
  }
}
