package lampas.metrics.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import lampas.metrics.ScrapeRequest;
import lampas.metrics.exporter.ScrapeHandler.Body;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scraper sees when a scrape fails. */
class ScrapeHandlerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;
  private ExporterOptions options = ExporterOptions.onLoopback(0).withMaximumScrapes(3);
  private @Nullable ScrapeHandler handler;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
    client.close();
  }

  @Test
  void aFailureBeforeTheBodyIsAnErrorWithoutAStackTrace() throws Exception {
    serve(() -> {
      throw new IllegalStateException("secret");
    });

    HttpResponse<String> response = scrape("identity");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("internal error (the application's log says more)\n");
  }

  @Test
  void aFailureHalfWayIsNeverAWholeAnswer() throws Exception {
    serve(() ->
        (format, out) -> {
          for (int i = 0; i < 100_000; i++) {
            out.write("jobs_total 1\n".getBytes(StandardCharsets.UTF_8));
          }
          throw new IllegalStateException("half way");
        });

    assertThatThrownBy(() -> scrape("identity")).isInstanceOf(IOException.class);
    /* Compressed, it is whole before the first byte is sent. */
    HttpResponse<String> compressed = scrape("gzip");
    assertThat(compressed.statusCode()).isEqualTo(500);
    assertThat(compressed.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(compressed.body()).isEqualTo("internal error (the application's log says more)\n");
  }

  @Test
  void scrapesThatComeTogetherShareOneCompressedBody() throws Exception {
    AtomicInteger bodies = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch joined = new CountDownLatch(1);
    serve(() ->
        (format, out) -> {
          bodies.incrementAndGet();
          begun.countDown();
          await(joined);
          out.write("jobs_total 1\n".getBytes(StandardCharsets.UTF_8));
        });
    CompletableFuture<HttpResponse<byte[]>> first = send("gzip", "");
    begun.await();
    CompletableFuture<HttpResponse<byte[]>> second = send("gzip", "");
    /* Asks for something else, so it gets a body of its own; it is there once it has begun. */
    CompletableFuture<HttpResponse<byte[]>> other = send("gzip", "?name[]=x");
    while (bodies.get() < 2 || waiting() < 1) {
      Thread.onSpinWait();
    }
    joined.countDown();

    assertThat(first.get().body()).isEqualTo(second.get().body()).isEqualTo(other.get().body());
    assertThat(bodies).hasValue(2);
  }

  @Test
  void aClientThatDoesNotReadIsCutOffAndMakesRoom() throws Exception {
    options = options.withLimit(Duration.ofMillis(300)).withMaximumScrapes(1);
    byte[] page = new byte[1 << 16];
    serve(() ->
        (format, out) -> {
          for (int i = 0; i < 1_000; i++) {
            out.write(page);
          }
        });
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setReceiveBufferSize(1024);
      socket
          .getOutputStream()
          .write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      /* The one place is taken by now or soon, and free again when the limit has passed. */
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(scrape("identity").statusCode()).isEqualTo(503);
      while (scrape("gzip").statusCode() == 503) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void aScrapeNamesMetricsAndAScraperItsLimit() throws Exception {
    List<ScrapeRequest> requests = new CopyOnWriteArrayList<>();
    serve(request -> {
      requests.add(request);
      return (format, out) -> out.write('x');
    });
    send("identity", "?name%5B%5D=a&other=b&name[]=c%3Ad").get();
    send("identity", "").get();

    assertThat(requests)
        .containsExactly(
            new ScrapeRequest(Set.of("a", "c:d"), Duration.ofSeconds(30)),
            new ScrapeRequest(Set.of(), Duration.ofSeconds(30)));
  }

  @ParameterizedTest
  @CsvSource({
    "10, PT9.5S",
    "1.5, PT1.35S",
    "0.2, PT0.18S",
    "120, PT30S",
    "0, PT30S",
    "-5, PT30S",
    "soon, PT30S",
    "'', PT30S",
  })
  void theScrapersOwnLimitIsKeptWithAMargin(String header, Duration expected) {
    assertThat(ScrapeQuery.limit(header, Duration.ofSeconds(30))).isEqualTo(expected);
  }

  @Test
  void afterFailuresThereIsStillRoomForAScrape() throws Exception {
    int[] scrapes = {0};
    serve(() -> {
      scrapes[0]++;
      if (scrapes[0] <= 5) {
        throw new IllegalStateException("for this test");
      }
      return (format, out) -> out.write('x');
    });
    for (int i = 0; i < 5; i++) {
      scrape("identity");
    }

    assertThat(scrape("identity").body()).isEqualTo("x");
  }

  private void serve(Supplier<Body> gather) {
    serve(request -> gather.get());
  }

  private void serve(ScrapeHandler.Gather gather) {
    handler = new ScrapeHandler(gather, options);
    server.createContext("/", new Router(handler));
  }

  private CompletableFuture<HttpResponse<byte[]>> send(String encoding, String query) {
    URI uri = URI.create("http://localhost:" + port() + "/metrics" + query.replace("[]", "%5B%5D"));
    return client.sendAsync(
        HttpRequest.newBuilder(uri).header("Accept-Encoding", encoding).build(),
        BodyHandlers.ofByteArray());
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** How many scrapes are being answered. */
  private int waiting() {
    return handler == null ? 0 : handler.waiting();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> scrape(String encoding) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/metrics");
    return client.send(
        HttpRequest.newBuilder(uri).header("Accept-Encoding", encoding).build(),
        BodyHandlers.ofString());
  }
}
