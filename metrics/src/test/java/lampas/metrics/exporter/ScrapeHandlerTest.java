package lampas.metrics.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import lampas.metrics.exporter.ScrapeHandler.Body;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scraper sees when a scrape fails. */
class ScrapeHandlerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void aFailureHalfWayIsNeverAWholeAnswer(String encoding) {
    serve(() ->
        (format, out) -> {
          for (int i = 0; i < 100_000; i++) {
            out.write("jobs_total 1\n".getBytes(StandardCharsets.UTF_8));
          }
          throw new IllegalStateException("half way");
        });

    assertThatThrownBy(() -> scrape(encoding)).isInstanceOf(IOException.class);
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
    server.createContext("/", new Router(new ScrapeHandler(gather, 2)));
  }

  private HttpResponse<String> scrape(String encoding) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/metrics");
    return client.send(
        HttpRequest.newBuilder(uri).header("Accept-Encoding", encoding).build(),
        BodyHandlers.ofString());
  }
}
