package lampas.metrics.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import lampas.metrics.Counter;
import lampas.metrics.MetricsException;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.error.ErrorKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExporterTest {
  private static final MetricDefinition DEPTH =
      MetricDefinition.gauge("queue_depth").help("Jobs that wait.").build();

  private final Registry registry = Registry.create();
  private final Counter jobs =
      registry.counter(MetricDefinition.counter("jobs_total").help("Jobs done.").build());
  private final Exporter exporter = Exporter.start(registry, ExporterOptions.onLoopback(0));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    exporter.close();
    client.close();
  }

  @Test
  void metricsAreServedAsText() throws Exception {
    jobs.add(3);

    HttpResponse<String> response = get("/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().allValues("Content-Type"))
        .containsExactly("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body())
        .isEqualTo(
            """
            # HELP jobs_total Jobs done.
            # TYPE jobs_total counter
            jobs_total 3
            """);
  }

  @Test
  void theAcceptHeaderChoosesTheFormat() throws Exception {
    HttpResponse<String> response =
        send(request("/metrics").header("Accept", "application/openmetrics-text, */*;q=0.1"));

    assertThat(response.headers().allValues("Content-Type"))
        .containsExactly("application/openmetrics-text; version=1.0.0; charset=utf-8");
    assertThat(response.body())
        .isEqualTo(
            """
            # TYPE jobs counter
            # HELP jobs Jobs done.
            jobs_total 0
            # EOF
            """);
  }

  @Test
  void theBodyIsCompressedForWhoAcceptsIt() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            request("/metrics").header("Accept-Encoding", "br;q=1, gzip;q=0.5").build(),
            BodyHandlers.ofByteArray());

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).endsWith("\njobs_total 0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.000", "br"})
  void theBodyIsPlainForWhoDoesNotAcceptCompression(String accepted) throws Exception {
    HttpResponse<String> response = send(request("/metrics").header("Accept-Encoding", accepted));

    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(response.body()).endsWith("\njobs_total 0\n");
  }

  @Test
  void headHasTheHeadersAndNoBody() throws Exception {
    HttpResponse<String> response =
        send(request("/metrics").method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    HttpResponse<String> response =
        send(request("/metrics").method(method, HttpRequest.BodyPublishers.ofString("x")));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(response.body()).isEqualTo("method: " + method + " (expected: GET or HEAD)\n");
  }

  @Test
  void healthIsOk() throws Exception {
    assertThat(get("/health").body()).isEqualTo("OK\n");
  }

  @Test
  void theIndexLeadsToTheMetrics() throws Exception {
    HttpResponse<String> response = get("/");

    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(response.body()).contains("<a href=\"/metrics\">");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metricsx", "/metrics/", "/favicon.ico", "/health/x"})
  void anotherPathIsNotFound(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void scrapesBeyondTheLimitAreTurnedAwayAndTheOthersAnswered() throws Exception {
    CountDownLatch inside = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    registry.gauge(
        DEPTH,
        () -> {
          inside.countDown();
          await(release);
          return 1;
        });
    try (Exporter narrow =
        Exporter.start(registry, ExporterOptions.onLoopback(0).withMaximumScrapes(2))) {
      HttpRequest request = HttpRequest.newBuilder(narrow.uri()).build();
      List<CompletableFuture<HttpResponse<String>>> slow =
          List.of(
              client.sendAsync(request, BodyHandlers.ofString()),
              client.sendAsync(request, BodyHandlers.ofString()));
      inside.await();

      HttpResponse<String> refused = client.send(request, BodyHandlers.ofString());
      release.countDown();

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).isEqualTo("scrapes in flight: 2 (expected: fewer)\n");
      for (CompletableFuture<HttpResponse<String>> response : slow) {
        assertThat(response.join().body()).endsWith("\nqueue_depth 1\n");
      }
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void closingLetsTheScrapeInFlightEnd() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    registry.gauge(
        DEPTH,
        () -> {
          inside.countDown();
          await(release);
          return 1;
        });
    CompletableFuture<HttpResponse<String>> inFlight =
        client.sendAsync(request("/metrics").build(), BodyHandlers.ofString());
    inside.await();

    Thread closing = Thread.ofPlatform().start(exporter::close);
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    HttpResponse<String> late = get("/metrics");
    release.countDown();
    closing.join();

    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.body()).isEqualTo("the exporter is closing\n");
    assertThat(inFlight.join().body()).endsWith("\nqueue_depth 1\n");
  }

  @Test
  void aClosedExporterDoesNotListenAndMayBeClosedAgain() {
    exporter.close();
    exporter.close();

    assertThatThrownBy(() -> get("/metrics")).isInstanceOf(ConnectException.class);
  }

  @Test
  void aTakenPortIsAClearError() {
    assertThatThrownBy(() -> Exporter.start(registry, ExporterOptions.onLoopback(exporter.port())))
        .isInstanceOfSatisfying(
            MetricsException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
        .hasMessage(
            "exporter address: 127.0.0.1:%s cannot be listened on, Address already in use"
                    .formatted(exporter.port())
                + " (expected: a free port; 0 finds one)");
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> ExporterOptions.onPort(70_000))
        .isInstanceOf(MetricsException.class)
        .hasMessage("exporter port: 70000 (expected: 0 to 65535)");
    assertThatThrownBy(() -> ExporterOptions.onPort(0).withMaximumScrapes(0))
        .isInstanceOf(MetricsException.class)
        .hasMessage("exporter maximum scrapes: 0 (expected: > 0)");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + exporter.port() + path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
