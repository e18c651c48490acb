package lampas.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.client.RequestException;
import lampas.model.result.QueryResult.Vector;

/** A scraping server in a process of its own: a lampas or a Prometheus. */
final class ServerProcess implements AutoCloseable {
  private final String name;
  private final Process process;
  private final URI base;
  private final PrometheusClient client;

  private ServerProcess(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.base = URI.create("http://127.0.0.1:" + port);
    this.client = PrometheusClient.of(HttpClient.newHttpClient(), base);
  }

  static ServerProcess lampas(Path folder, String configuration) throws IOException {
    int port = freePort();
    Path file = Files.writeString(folder.resolve("lampas.yml"), configuration);
    return start("lampas", folder, port, lampasCommand(port, "--config", file.toString()));
  }

  /** A lampas that answers from a file of samples. */
  static ServerProcess lampasLoaded(Path folder, Path samples) throws IOException {
    int port = freePort();
    return start("lampas", folder, port, lampasCommand(port, "--load", samples.toString()));
  }

  private static List<String> lampasCommand(int port, String... more) {
    List<String> command =
        new ArrayList<>(programCommand("server", "--listen", "127.0.0.1:" + port));
    command.addAll(List.of(more));
    return command;
  }

  private static List<String> programCommand(String... arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                "lampas.server.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A gateway in front of a backend, with an audit log, for one tenant. */
  static ServerProcess gateway(Path folder, URI upstream, String token) throws IOException {
    int port = freePort();
    Files.writeString(folder.resolve("tokens"), token);
    Path file =
        Files.writeString(
            folder.resolve("gateway.yml"),
            """
            listen: 127.0.0.1:%d
            audit: {file: audit.jsonl}
            upstream: {url: "%s", dialect: prometheus-2}
            tenants:
              - {name: a, matchers: {tenant: a}, token_files: [tokens], limits: {concurrency: 256}}
            """
                .formatted(port, upstream));
    return start("gateway", folder, port, programCommand("gateway", "--config", file.toString()));
  }

  /** VictoriaMetrics's own proxy, which knows users but not what they may see. */
  static ServerProcess vmauth(Path folder, URI upstream, String token) throws IOException {
    int port = freePort();
    Path file =
        Files.writeString(
            folder.resolve("vmauth.yml"),
            "users: [{bearer_token: %s, url_prefix: \"%s\"}]".formatted(token, upstream));
    return start(
        "vmauth",
        folder,
        port,
        List.of("vmauth", "-auth.config=" + file, "-httpListenAddr=127.0.0.1:" + port));
  }

  /** A Prometheus that scrapes nothing, takes samples by remote write and any query. */
  static ServerProcess prometheusReceiver(Path folder) throws IOException {
    int port = freePort();
    Path file = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    return start(
        "prometheus",
        folder,
        port,
        List.of(
            "prometheus",
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.enable-remote-write-receiver",
            "--query.max-samples=500000000",
            "--query.timeout=5m",
            "--web.listen-address=127.0.0.1:" + port));
  }

  /** A VictoriaMetrics that scrapes nothing. */
  static ServerProcess victoriaMetrics(Path folder) throws IOException {
    int port = freePort();
    return start(
        "victoria-metrics",
        folder,
        port,
        List.of(
            "victoria-metrics",
            "-storageDataPath=" + folder.resolve("victoria-metrics"),
            "-search.maxQueryDuration=5m",
            "-httpListenAddr=127.0.0.1:" + port));
  }

  static ServerProcess prometheus(Path folder, String configuration) throws IOException {
    int port = freePort();
    Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
    return start(
        "prometheus",
        folder,
        port,
        List.of(
            "prometheus",
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.resolve("prometheus"),
            "--web.listen-address=127.0.0.1:" + port));
  }

  String name() {
    return name;
  }

  double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
  }

  /** The only value of an expression; empty if there is none or nobody answers. */
  Optional<Double> value(String promql) {
    try {
      return client.query(Query.instant(promql)).result() instanceof Vector vector
          ? vector.onlyValue()
          : Optional.empty();
    } catch (RequestException notYet) {
      return Optional.empty();
    }
  }

  /** Waits until it answers queries. */
  void awaitReady() throws InterruptedException {
    while (value("vector(1)").isEmpty()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(name + " ended: " + process.exitValue());
      }
      pause(Duration.ofMillis(100));
    }
  }

  URI base() {
    return base;
  }

  /** The memory that the process has in RAM, from {@code /proc}. */
  long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopping) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static ServerProcess start(String name, Path folder, int port, List<String> command)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    return new ServerProcess(name, process, port);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Waits, for benchmarks measure time. */
  static void pause(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
