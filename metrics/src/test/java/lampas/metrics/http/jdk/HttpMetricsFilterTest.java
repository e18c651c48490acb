package lampas.metrics.http.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.http.wire.Page;
import lampas.metrics.http.wire.RawClient;
import lampas.metrics.http.wire.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filter on a real server of the JDK, with clients that are sockets. */
class HttpMetricsFilterTest {
  private final Registry registry = Registry.create();
  private final HttpServerMetrics metrics =
      HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT);
  private JdkServer server;

  @BeforeEach
  void start() throws IOException {
    server = new JdkServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aRequestIsCountedOnceWithItsStatusDurationAndSizes() throws Exception {
    server.measured(
        "/tasks",
        metrics,
        exchange -> {
          assertThat(exchange.getRequestBody().readAllBytes()).hasSize(5);
          assertThat(inFlight()).isEqualTo(1);
          answer(exchange, 201, "made");
        });

    try (RawClient client = RawClient.connect(server.port())) {
      client.send(
          "POST /tasks/17?x=y HTTP/1.1", "Host: x", "Content-Length: 5", "Connection: close");
      assertThat(client.sendText("hello").rest()).startsWith("HTTP/1.1 201").contains("made");
    }

    assertTotals("{endpoint=\"/tasks\", method=\"POST\", status=\"201\"} 1.0");
    Page page = Page.of(registry);
    String[] labels = {"method", "POST", "endpoint", "/tasks"};
    assertThat(page.value("http_request_duration_seconds_count", labels)).hasValue(1);
    assertThat(page.value("http_request_duration_seconds_sum", labels).orElseThrow())
        .isBetween(0.0, 10.0);
    assertThat(page.value("http_request_body_bytes_sum", labels)).hasValue(5);
    assertThat(page.value("http_response_body_bytes_sum", labels)).hasValue(4);
    assertThat(page.value("http_response_body_bytes_count", labels)).hasValue(1);
  }

  @Test
  void aBodyThatNobodyReadHasTheSizeThatItsHeaderSays() throws Exception {
    server.measured("/tasks", metrics, exchange -> answer(exchange, 413, "no"));

    try (RawClient client = RawClient.connect(server.port())) {
      client.send("POST /tasks HTTP/1.1", "Host: x", "Content-Length: 5", "Connection: close");
      client.sendText("hello").rest();
    }

    assertTotals("{endpoint=\"/tasks\", method=\"POST\", status=\"413\"} 1.0");
    assertThat(Page.of(registry).sum("http_request_body_bytes_sum")).isEqualTo(5);
  }

  @Test
  void whatAHandlerThrowsIsFiveHundredAndGoesOn() throws Exception {
    server.measured(
        "/",
        metrics,
        exchange -> {
          throw new IllegalStateException("for this test");
        });

    try (RawClient client = RawClient.connect(server.port())) {
      assertThat(client.send("GET / HTTP/1.1", "Host: x").rest()).isEmpty();
    }

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void whatIsThrownAfterTheAnswerIsFiveHundredToo() throws Exception {
    server.measured(
        "/",
        metrics,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            throw new IllegalStateException("for this test");
          }
        });

    server.ask("GET", "/");

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void unknownMethodsAreOne() throws Exception {
    server.measured("/", metrics, exchange -> answer(exchange, 200, "x"));

    for (String method : new String[] {"BREW", "get", "PROPFIND"}) {
      server.ask(method, "/");
    }

    assertTotals("{endpoint=\"/\", method=\"_OTHER\", status=\"200\"} 3.0");
  }

  @Test
  void pathsThatNoContextNamesAreOne() throws Exception {
    server.measured("/", metrics, exchange -> answer(exchange, 404, "x"));

    server.ask("GET", "/wp-login.php");
    server.ask("GET", "/a/b/c");

    assertTotals("{endpoint=\"unmatched\", method=\"GET\", status=\"404\"} 2.0");
  }

  @Test
  void scrapesAreNotMeasured() throws Exception {
    server.measured("/", metrics, exchange -> answer(exchange, 200, "x"));

    server.ask("GET", "/metrics?name[]=x");
    server.ask("GET", "/");

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void anAnswerOfAnotherThreadIsCountedAtItsEnd() throws Exception {
    LinkedBlockingQueue<HttpExchange> later = new LinkedBlockingQueue<>();
    server.measured("/", metrics, later::add);

    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GET / HTTP/1.1", "Host: x", "Connection: close");
      HttpExchange exchange = later.poll(10, TimeUnit.SECONDS);
      exchange.sendResponseHeaders(202, 0);
      OutputStream body = exchange.getResponseBody();
      body.write("some".getBytes(StandardCharsets.UTF_8));
      body.flush();
      client.readTo("some");
      assertThat(Page.of(registry).nonZero("http_requests_total")).isEmpty();
      assertThat(inFlight()).isEqualTo(1);
      body.write("more".getBytes(StandardCharsets.UTF_8));
      body.close();
      assertThat(client.rest()).contains("more");
    }

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"202\"} 1.0");
    assertThat(Page.of(registry).sum("http_response_body_bytes_sum")).isEqualTo(8);
  }

  @Test
  void aHandlerThatNeverAnswersIsInFlightUntilItsExchangeIsClosed() throws Exception {
    LinkedBlockingQueue<HttpExchange> forgotten = new LinkedBlockingQueue<>();
    server.measured("/", metrics, forgotten::add);

    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GET / HTTP/1.1", "Host: x");
      HttpExchange exchange = forgotten.poll(10, TimeUnit.SECONDS);
      assertThat(inFlight()).isEqualTo(1);
      assertThat(Page.of(registry).nonZero("http_requests_total")).isEmpty();
      exchange.close();
      assertThat(client.rest()).isEmpty();
    }

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void anAnswerThatIsWholeButNotClosedIsOver() throws Exception {
    server.measured(
        "/",
        metrics,
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.getResponseBody().flush();
        });

    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GET / HTTP/1.1", "Host: x").readTo("ok");
    }

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void lessThanWasPromisedIsAnErrorOfTheServer() throws Exception {
    server.measured(
        "/",
        metrics,
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write('x');
          assertThatThrownBy(() -> exchange.getResponseBody().close())
              .isInstanceOf(IOException.class);
        });

    /* The JDK's server leaves the connection open and sends nothing. */
    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GET / HTTP/1.1", "Host: x");
      assertTotals("{endpoint=\"/\", method=\"GET\", status=\"500\"} 1.0");
    }
  }

  @Test
  void answersWithoutABodyAreOverWithTheirHead() throws Exception {
    server.measured("/", metrics, exchange -> exchange.sendResponseHeaders(204, -1));

    server.ask("GET", "/");
    server.ask("HEAD", "/");

    assertTotals(
        "{endpoint=\"/\", method=\"GET\", status=\"204\"} 1.0",
        "{endpoint=\"/\", method=\"HEAD\", status=\"204\"} 1.0");
  }

  @Test
  void aClientThatGoesAwayWhileItReadsIsNamed() throws Exception {
    server.measured("/", metrics, HttpMetricsFilterTest::streamForEver);

    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GET / HTTP/1.1", "Host: x").readTo("\r\n\r\n");
      client.breakOff();
    }

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"499\"} 1.0");
  }

  @Test
  void aClientThatGoesAwayWhileItSendsIsNamed() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    server.measured(
        "/",
        metrics,
        exchange -> {
          reading.countDown();
          exchange.getRequestBody().readAllBytes();
        });

    try (RawClient client = RawClient.connect(server.port())) {
      client.send("POST / HTTP/1.1", "Host: x", "Content-Length: 100").sendText("hello");
      assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
      client.breakOff();
    }

    assertTotals("{endpoint=\"/\", method=\"POST\", status=\"499\"} 1.0");
    assertThat(Page.of(registry).sum("http_request_body_bytes_sum")).isBetween(0.0, 5.0);
  }

  @Test
  void writingToWhatOneHasClosedIsNoLostClient() throws Exception {
    server.measured(
        "/",
        metrics,
        exchange -> {
          answer(exchange, 200, "x");
          assertThatThrownBy(() -> exchange.getResponseBody().write('y'))
              .isInstanceOf(IOException.class);
          assertThatThrownBy(() -> exchange.sendResponseHeaders(200, -1))
              .isInstanceOf(IOException.class);
        });

    server.ask("GET", "/");

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void streamsOfAFurtherFilterAreCountedBelowIt() throws Exception {
    HttpHandler doubled =
        exchange -> {
          exchange.setStreams(null, new Doubling(exchange.getResponseBody()));
          answer(exchange, 200, "abc");
        };
    server.measured("/", metrics, doubled);

    assertThat(server.ask("GET", "/")).contains("aabbcc");

    assertTotals("{endpoint=\"/\", method=\"GET\", status=\"200\"} 1.0");
    assertThat(Page.of(registry).sum("http_response_body_bytes_sum")).isEqualTo(6);
  }

  private static final class Doubling extends java.io.FilterOutputStream {
    Doubling(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      out.write(value);
    }
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  static void streamForEver(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (true) {
      exchange.getResponseBody().write(new byte[1_000]);
      exchange.getResponseBody().flush();
    }
  }

  private double inFlight() {
    return Page.of(registry).value("http_requests_in_flight").orElseThrow();
  }

  private void assertTotals(String... expected) throws Exception {
    Until.holds(() ->
        inFlight() == 0
            && Page.of(registry).nonZero("http_requests_total").size() == expected.length);
    Page page = Page.of(registry);
    assertThat(page.nonZero("http_requests_total")).containsExactly(expected);
    assertThat(page.sum("http_request_duration_seconds_count"))
        .isEqualTo(page.sum("http_requests_total"));
    assertThat(page.value("http_server_recording_failures_total")).hasValue(0);
  }
}
