package lampas.acceptance.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.client.PrometheusClient;
import lampas.client.answer.Product;

/** The backends of the contract, which start side by side to save time. */
final class RunningBackends implements AutoCloseable {
  private static final String RULES =
      """
      groups:
        - name: contract
          interval: 200ms
          rules:
            - record: job:contract:one
              expr: vector(1)
              labels: {kind: recorded}
            - alert: ContractHolds
              expr: vector(1) == 1
              for: 1h
              labels: {severity: none}
              annotations: {summary: It holds.}
      """;

  /** Starts one backend in an empty folder. */
  private interface Starter {
    RunningBackend start(Path folder) throws Exception;
  }

  private final ContractSamples samples = ContractSamples.recent();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Path folder;
  private final Map<Product, Future<RunningBackend>> backends;

  private RunningBackends(Path folder) {
    this.folder = folder;
    this.backends =
        Map.of(
            Product.LAMPAS, start(this::lampas),
            Product.PROMETHEUS, start(this::prometheus),
            Product.VICTORIA_METRICS, start(this::victoriaMetrics));
  }

  static RunningBackends start() throws IOException {
    return new RunningBackends(Files.createTempDirectory("contract"));
  }

  private Future<RunningBackend> start(Starter starter) {
    return threads.submit(() -> {
      RunningBackend backend = starter.start(Files.createTempDirectory(folder, "backend"));
      try {
        return backend.awaitSamples();
      } catch (AssertionError late) {
        backend.close();
        throw late;
      }
    });
  }

  /** A backend that has scraped its page. */
  RunningBackend of(Product product) throws Exception {
    try {
      return Objects.requireNonNull(backends.get(product)).get();
    } catch (ExecutionException failed) {
      /* As it was thrown: a program that is missing skips the tests. */
      switch (failed.getCause()) {
        case RuntimeException skipped -> throw skipped;
        case Error late -> throw late;
        case null, default -> throw failed;
      }
    }
  }

  private RunningBackend backend(Peer peer, ContractPage page, String path, Product product) {
    HttpClient http = HttpClient.newHttpClient();
    return new RunningBackend(
        peer,
        samples,
        page,
        http,
        PrometheusClient.of(http, URI.create(peer.address() + path)),
        product);
  }

  /* The packaged server with its embedded store. It loads files only if it scrapes nothing, so the
  samples are on a page too. */
  private RunningBackend lampas(Path folder) throws IOException {
    ContractPage page = ContractPage.withSamples(samples);
    Peer lampas = Peer.lampasServer(folder, page.configurationWithSamples());
    return backend(lampas, page, "", Product.LAMPAS);
  }

  /* Debian's Prometheus 2.42, on blocks that promtool has made. */
  private RunningBackend prometheus(Path folder) throws IOException, InterruptedException {
    Programs.require("prometheus");
    Path file = Files.writeString(folder.resolve("samples.om"), samples.openMetrics());
    Command blocks =
        Command.run(
            Duration.ofSeconds(60),
            "",
            List.of(
                Programs.require("promtool"),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                file.toString(),
                folder.resolve("prometheus").toString()));
    if (blocks.exitCode() != 0) {
      throw new AssertionError(blocks.output() + blocks.errors());
    }
    ContractPage page = ContractPage.start();
    Files.writeString(folder.resolve("rules.yml"), RULES);
    String configuration =
        page.configurationWithDroppedTarget()
            + """
            rule_files: [rules.yml]
            alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:1"]}]}]}
            """;
    Peer prometheus =
        Peer.prometheus(
            folder,
            configuration,
            "--web.enable-admin-api",
            "--enable-feature=exemplar-storage,native-histograms");
    return backend(prometheus, page, "", Product.PROMETHEUS);
  }

  /* Debian's VictoriaMetrics 1.79.5, below its path for Prometheus's API. */
  private RunningBackend victoriaMetrics(Path folder) throws IOException, InterruptedException {
    Programs.require("victoria-metrics");
    ContractPage page = ContractPage.start();
    Peer victoria = Peer.victoriaMetrics(folder, page.configurationWithDroppedTarget());
    load(victoria);
    return backend(victoria, page, "/prometheus", Product.VICTORIA_METRICS);
  }

  private void load(Peer victoria) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(victoria.address().resolve("/api/v1/import/prometheus"))
              .POST(BodyPublishers.ofString(samples.text()))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 204) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Future<RunningBackend> backend : backends.values()) {
      if (backend.state() == Future.State.SUCCESS) {
        backend.resultNow().close();
      }
    }
    threads.shutdownNow();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
