package lampas.metrics.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpDialect;
import lampas.metrics.http.wire.Page;
import lampas.metrics.http.wire.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real client of the JDK on a real server. */
class MeasuredHttpClientTest {
  /* Long enough to connect. */
  private static final Duration SOON = Duration.ofMillis(500);

  private final Registry registry = Registry.create();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient plain =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NORMAL)
          .build();
  private HttpServer server;
  private HttpClient client;
  private String host;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = "an answer".getBytes(StandardCharsets.UTF_8);
          switch (exchange.getRequestURI().getPath()) {
            case "/moved" -> {
              exchange.getResponseHeaders().set("Location", "/ok");
              exchange.sendResponseHeaders(302, -1);
            }
            case "/empty" -> exchange.sendResponseHeaders(204, -1);
            case "/half" -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(body);
              exchange.getResponseBody().flush();
              asked.countDown();
              await(released);
              exchange.getResponseBody().write(body);
            }
            case "/waits" -> {
              asked.countDown();
              await(released);
            }
            case "/missing" -> exchange.sendResponseHeaders(404, -1);
            default -> {
              exchange.sendResponseHeaders(200, body.length);
              exchange.getResponseBody().write(body);
            }
          }
          exchange.close();
        });
    server.start();
    client = MeasuredHttpClient.of(plain, registry, HttpClientOptions.DEFAULT);
    host = "127.0.0.1:" + server.getAddress().getPort();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    released.countDown();
    client.shutdownNow();
    server.stop(0);
    executor.shutdownNow();
  }

  @Test
  void aRequestIsCountedOnceWithItsStatusDurationAndSizes() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/ok").POST(BodyPublishers.ofString("hello")).build(), BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo("an answer");
    assertTotals("POST", "200");
    Page page = Page.of(registry);
    String[] labels = {"method", "POST", "host", host};
    assertThat(page.value("http_client_request_duration_seconds_count", labels)).hasValue(1);
    assertThat(page.value("http_client_request_duration_seconds_sum", labels).orElseThrow())
        .isBetween(0.000_001, 10.0);
    assertThat(page.value("http_client_request_body_bytes_sum", labels)).hasValue(5);
    assertThat(page.value("http_client_response_body_bytes_sum", labels)).hasValue(9);
  }

  @Test
  void whoHasTheWholeAnswerFindsItCounted() throws Exception {
    for (int i = 1; i <= 50; i++) {
      client.send(request("/ok").build(), BodyHandlers.ofString());
      assertThat(Page.of(registry).sum("http_client_requests_total")).isEqualTo(i);
    }
  }

  @Test
  void answersWithoutABodyEndToo() throws Exception {
    client.send(request("/empty").build(), BodyHandlers.discarding());
    assertTotals("GET", "204");
  }

  @Test
  void aRedirectBelongsToTheRequestThatLedToIt() throws Exception {
    client.send(request("/moved").build(), BodyHandlers.ofString());
    assertTotals("GET", "200");
  }

  @Test
  void anAnswerIsCountedAtTheEndOfItsBody() throws Exception {
    try (InputStream body =
        client.send(request("/half").build(), BodyHandlers.ofInputStream()).body()) {
      assertThat(body.readNBytes(9)).hasSize(9);
      assertThat(Page.of(registry).nonZero("http_client_requests_total")).isEmpty();
      assertThat(inFlight()).isEqualTo(1);
      released.countDown();
      assertThat(body.readAllBytes()).hasSize(9);
    }
    assertTotals("GET", "200");
    assertThat(Page.of(registry).sum("http_client_response_body_bytes_sum")).isEqualTo(18);
  }

  @Test
  void aBodyThatIsClosedEarlyIsCancelled() throws Exception {
    try (InputStream body =
        client.send(request("/half").build(), BodyHandlers.ofInputStream()).body()) {
      assertThat(body.read()).isPositive();
    }
    assertTotals("GET", "cancelled");
  }

  @Test
  void asynchronousRequestsAreCountedToo() throws Exception {
    assertThat(client.sendAsync(request("/missing").build(), BodyHandlers.ofString()).get())
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);
    assertTotals("GET", "404");
  }

  @Test
  void aRequestThatIsCancelledIsCancelled() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request("/waits").build(), BodyHandlers.ofString());
    await(asked);
    assertThat(inFlight()).isEqualTo(1);
    answer.cancel(true);
    assertTotals("GET", "cancelled");
  }

  @Test
  void aThreadThatIsInterruptedHasCancelledItsRequest() throws Exception {
    Thread thread =
        Thread.startVirtualThread(() ->
            assertThatThrownBy(
                    () -> client.send(request("/waits").build(), BodyHandlers.ofString()))
                .isInstanceOf(InterruptedException.class));
    await(asked);
    thread.interrupt();
    thread.join();
    assertTotals("GET", "cancelled");
  }

  @Test
  void noAnswerInTimeIsATimeout() throws Exception {
    assertThatThrownBy(
            () -> client.send(request("/waits").timeout(SOON).build(), BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);
    assertTotals("GET", "timeout");
  }

  @Test
  void nobodyAtTheAddressIsAnErrorOfItsOwn() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    host = "127.0.0.1:" + free;
    assertThatThrownBy(() -> client.send(request("/").build(), BodyHandlers.ofString()))
        .isInstanceOf(ConnectException.class);
    assertTotals("GET", "connect");
    assertThat(Page.of(registry).samples("http_client_response_body_bytes_count"))
        .allSatisfy((labels, count) -> assertThat(count).isZero());
  }

  @Test
  void aConnectionThatBreaksIsAnErrorOfItsOwn() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      host = "127.0.0.1:" + socket.getLocalPort();
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(request("/").build(), BodyHandlers.ofString());
      try (Socket accepted = socket.accept()) {
        accepted.getInputStream().read();
        accepted
            .getOutputStream()
            .write(
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx".getBytes(StandardCharsets.UTF_8));
      }
      assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
    }
    assertTotals("GET", "io");
  }

  @Test
  void aBodyHandlerThatThrowsIsAnErrorOfItsOwn() throws Exception {
    assertThatThrownBy(() ->
            client.send(
                request("/ok").build(),
                answer -> {
                  throw new IllegalStateException("for this test");
                }))
        .isInstanceOf(IOException.class);
    Until.holds(() -> inFlight() == 0);
    assertThat(Page.of(registry).sum("http_client_requests_total")).isEqualTo(1);
    assertThat(Page.of(registry).nonZero("http_client_requests_total"))
        .allSatisfy(sample -> assertThat(sample).doesNotContain("200"));
  }

  @Test
  void hostsPastTheCapAreOneAndPasswordsAreNeverShown() {
    HostLabels labels = new HostLabels(2);

    assertThat(labels.of(URI.create("http://user:secret@A.example/x")).label())
        .isEqualTo("a.example");
    assertThat(labels.of(URI.create("https://a.example:443/x")).label()).isEqualTo("a.example");
    assertThat(labels.of(URI.create("http://a.example:8080/x")))
        .isEqualTo(new HostLabels.Host("a.example:8080", "a.example", "8080"));
    assertThat(labels.of(URI.create("http://b.example/")).label()).isEqualTo("_overflow");
    assertThat(labels.of(URI.create("http://a.example")).label()).isEqualTo("a.example");
  }

  @Test
  void underOpenTelemetrysNamesTheLabelsAreThoseOfTheConventions() throws Exception {
    Registry other = Registry.create();
    HttpClient measured =
        HttpClientMetrics.create(
                other,
                HttpClientOptions.DEFAULT
                    .withDialect(HttpDialect.OPEN_TELEMETRY)
                    .withNamespace("shop"))
            .measure(plain);
    measured.send(request("/ok").build(), BodyHandlers.ofString());
    measured.send(request("/missing").build(), BodyHandlers.ofString());
    assertThatThrownBy(
            () -> measured.send(request("/waits").timeout(SOON).build(), BodyHandlers.ofString()))
        .isInstanceOf(HttpTimeoutException.class);

    String port = "server_port=\"" + server.getAddress().getPort() + "\"";
    assertThat(Page.of(other).nonZero("shop_http_client_request_duration_seconds_count"))
        .containsExactlyInAnyOrder(
            "{http_request_method=\"GET\", http_response_status_code=\"200\","
                + " server_address=\"127.0.0.1\", "
                + port
                + "} 1.0",
            "{error_type=\"404\", http_request_method=\"GET\", http_response_status_code=\"404\","
                + " server_address=\"127.0.0.1\", "
                + port
                + "} 1.0",
            "{error_type=\"timeout\", http_request_method=\"GET\","
                + " server_address=\"127.0.0.1\", "
                + port
                + "} 1.0");
    assertThat(Page.of(other).samples("shop_http_client_active_requests"))
        .hasSize(1)
        .allSatisfy((labels, value) -> assertThat(value).isZero());
  }

  @Test
  void whatCannotBeRecordedIsCountedAndNeverThrown() throws Exception {
    Registry other = Registry.create();
    HttpClient measured =
        HttpClientMetrics.create(
                other,
                HttpClientOptions.DEFAULT,
                () -> {
                  throw new IllegalStateException("for this test");
                })
            .measure(plain);

    assertThat(measured.send(request("/ok").build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    assertThat(Page.of(other).value("http_client_recording_failures_total")).hasValue(1);
  }

  @Test
  void allElseIsThatOfTheClient() {
    assertThat(client.version()).isEqualTo(plain.version());
    assertThat(client.followRedirects()).isEqualTo(Redirect.NORMAL);
    assertThat(client.sslContext()).isSameAs(plain.sslContext());
    assertThat(client.sslParameters().getProtocols())
        .isEqualTo(plain.sslParameters().getProtocols());
    assertThat(client.connectTimeout()).isEqualTo(plain.connectTimeout());
    assertThat(client.cookieHandler()).isEqualTo(plain.cookieHandler());
    assertThat(client.proxy()).isEqualTo(plain.proxy());
    assertThat(client.authenticator()).isEqualTo(plain.authenticator());
    assertThat(client.executor()).isEqualTo(plain.executor());
    assertThat(client.newWebSocketBuilder()).isNotNull();
    client.close();
    assertThat(plain.isTerminated()).isTrue();
    assertThat(client.isTerminated()).isTrue();
  }

  @Test
  void optionsThatAreWrongAreRefused() {
    assertThatThrownBy(() -> HttpClientOptions.DEFAULT.withMaximumHosts(0))
        .hasMessage("HTTP client maximum hosts: 0 (expected: > 0)");
    assertThatThrownBy(() -> HttpClientOptions.DEFAULT.withNamespace(""))
        .hasMessage("HTTP client namespace: \"\" (expected: [a-zA-Z_][a-zA-Z0-9_]*)");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + host + path));
  }

  private double inFlight() {
    return Page.of(registry).sum("http_client_requests_in_flight");
  }

  private void assertTotals(String method, String status) throws Exception {
    Until.holds(() -> inFlight() == 0);
    assertThat(Page.of(registry).nonZero("http_client_requests_total"))
        .containsExactly(
            "{host=\"%s\", method=\"%s\", status=\"%s\"} 1.0".formatted(host, method, status));
    assertThat(Page.of(registry).sum("http_client_request_duration_seconds_count")).isEqualTo(1);
  }
}
