package lampas.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static final HttpSettings SETTINGS = HttpSettings.defaults();

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<String> observed = new ArrayBlockingQueue<>(100);
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch clientGone = new CountDownLatch(1);

  private final List<Endpoint> endpoints =
      List.of(
          Endpoint.getOrPost("/echo", call -> Reply.text(200, echo(call))),
          Endpoint.get("/label/{name}/values", call -> Reply.text(200, call.pathValue("name"))),
          Endpoint.get("/large", call -> Reply.text(200, "x".repeat(100_000))),
          Endpoint.get(
              "/defect",
              call -> {
                throw new IllegalStateException("secret detail");
              }),
          Endpoint.get("/deep", call -> Reply.text(200, "" + depth(0))),
          Endpoint.get(
              "/failing/{kind}",
              call -> {
                throw new Failure(ErrorKind.valueOf(call.pathValue("kind")));
              }),
          Endpoint.get(
              "/cut",
              call ->
                  Reply.of(
                      "text/plain",
                      out -> {
                        out.write("x".repeat(100_000).getBytes(UTF_8));
                        throw new IllegalStateException("defect within the body");
                      })),
          Endpoint.getOrPost("/wait", this::await));

  private HttpServer server = HttpServer.start(SETTINGS, endpoints, this::observe);

  private static final class Failure extends LampasException {
    private static final long serialVersionUID = 1L;

    Failure(ErrorKind kind) {
      super(kind, "what is wrong");
    }
  }

  @AfterEach
  void close() {
    released.countDown();
    http.close();
    server.close();
  }

  private void restart(HttpSettings settings) {
    server.close();
    server = HttpServer.start(settings, endpoints, this::observe);
  }

  private void observe(String method, String route, int status, Duration duration) {
    observed.add(method + " " + route + " " + status);
  }

  private static String echo(Call call) {
    return "a=%s b=%s".formatted(call.parameters().all("a"), call.parameters().first("b"));
  }

  @SuppressWarnings("InfiniteRecursion") // to overflow the stack
  private static int depth(int depth) {
    return depth(depth + 1) + 1;
  }

  private Reply await(Call call) {
    call.onDisconnect(clientGone::countDown);
    entered.countDown();
    try {
      released.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Reply.text(200, "done");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  /** Sends bytes as they are and gives all that comes back until the server closes. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void parametersComeFromTheFormFirstAndThenFromTheUrl() throws Exception {
    assertThat(get("/echo?a=1&a=2%20%2B+%C3%A9&b").body())
        .isEqualTo("a=[1, 2 + é] b=Optional.empty");
    assertThat(post("/echo?a=url&b=url", "a=form&a=%F0%9F%94%A5&b=form").body())
        .isEqualTo("a=[form, 🔥, url] b=Optional[form]");
    assertThat(get("/echo").body()).isEqualTo("a=[] b=Optional.empty");
  }

  @Test
  void malformedEscapesAreTheClientsMistake() throws Exception {
    HttpResponse<String> response = post("/echo", "a=%zz");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .isEqualTo(
            """
            {"status":"error","errorType":"bad_data","error":"parameters: malformed escape (expected: % and two hex digits)"}\
            """);
  }

  @Test
  void aSegmentOfThePathIsDecoded() throws Exception {
    assertThat(get("/label/a%20b+c/values").body()).isEqualTo("a b+c");
    assertThat(get("/label/values").statusCode()).isEqualTo(404);
    assertThat(get("/label/a/b/values").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    HttpResponse<String> response = get("/nope");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body())
        .isEqualTo(
            """
            {"status":"error","errorType":"not_found","error":"path: no such endpoint (expected: one of docs/http-api.md)"}\
            """);
    assertThat(observed.take()).isEqualTo("GET unmatched 404");
  }

  @Test
  void anotherMethodIsRefusedAndTheAllowedOnesAreNamed() throws Exception {
    HttpResponse<String> refused =
        http.send(
            request("/echo").method("DELETE", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    HttpResponse<String> options =
        http.send(
            request("/echo").method("OPTIONS", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(refused.body())
        .isEqualTo(
            """
            {"status":"error","errorType":"bad_data","error":"method: DELETE (expected: GET, POST)"}\
            """);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("GET, POST");
  }

  @Test
  void headHasTheHeadersAndNoBody() throws Exception {
    HttpResponse<String> response =
        http.send(request("/echo").HEAD().build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void repliesAreCompressedForThoseWhoAskForIt() throws Exception {
    for (String method : List.of("GET", "POST")) {
      HttpResponse<byte[]> packed =
          http.send(
              request(method.equals("GET") ? "/large" : "/echo?a=" + "x".repeat(10_000))
                  .method(method, BodyPublishers.noBody())
                  .header("Accept-Encoding", "gzip")
                  .build(),
              BodyHandlers.ofByteArray());

      assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
      assertThat(packed.body().length).isLessThan(1_000);
      try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
        assertThat(new String(in.readAllBytes(), UTF_8)).contains("x".repeat(10_000));
      }
    }
    assertThat(get("/large").headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void everyKindOfErrorHasItsStatus() throws Exception {
    assertThat(get("/failing/USER").statusCode()).isEqualTo(400);
    assertThat(get("/failing/LIMIT").statusCode()).isEqualTo(422);
    HttpResponse<String> unavailable = get("/failing/UNAVAILABLE");
    assertThat(unavailable.statusCode()).isEqualTo(503);
    assertThat(unavailable.body())
        .isEqualTo(
            """
            {"status":"error","errorType":"unavailable","error":"what is wrong"}\
            """);
    assertThat(get("/failing/INTERNAL").statusCode()).isEqualTo(500);
  }

  @Test
  void defectsShowNothingOfTheirInsideAndTheServerGoesOn() throws Exception {
    for (String path : List.of("/defect", "/deep", "/failing/INTERNAL")) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo(
              """
              {"status":"error","errorType":"internal","error":"internal error (see the server's log)"}\
              """);
    }
    assertThat(get("/echo").statusCode()).isEqualTo(200);
  }

  @Test
  void aReplyThatBreaksOffDoesNotLookComplete() throws Exception {
    assertThatThrownBy(() -> get("/cut")).isInstanceOf(IOException.class);
    assertThat(observed.take()).isEqualTo("GET /cut 499");
  }

  @Test
  void aFormThatIsTooLargeIsRefusedWithTheReason() throws Exception {
    HttpResponse<String> response = post("/echo", "a=" + "x".repeat(10_000_000));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body())
        .isEqualTo(
            """
            {"status":"error","errorType":"bad_data","error":"request form: too large (expected: at most 2097152 bytes)"}\
            """);
    assertThat(post("/echo", "a=" + "x".repeat(2_000_000)).statusCode()).isEqualTo(200);
  }

  @Test
  void aUrlThatIsTooLongIsRefused() throws Exception {
    assertThat(get("/echo?a=" + "x".repeat(500_000)).statusCode()).isEqualTo(200);
    String refused = raw("GET /echo?a=" + "x".repeat(3_000_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
    assertThat(refused).startsWith("HTTP/1.1 414 ");
    assertThat(refused)
        .endsWith(
            """
            {"status":"error","errorType":"bad_data","error":"request: URI Too Long"}\
            """);
  }

  @Test
  void whatIsNoHttpIsRefused() throws Exception {
    assertThat(raw("\u0000\u0001 nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(raw("GET /echo HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(get("/echo").statusCode()).isEqualTo(200);
  }

  @Test
  void aFormThatComesTooSlowlyIsGivenUp() throws Exception {
    restart(SETTINGS.withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300), SHORT));

    String refused =
        raw(
            "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n\r\na=1");

    assertThat(refused).startsWith("HTTP/1.1 408 ");
    assertThat(get("/echo").statusCode()).isEqualTo(200);
  }

  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    restart(SETTINGS.withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(300), SHORT));

    assertThat(raw("")).isEmpty();
  }

  @Test
  void aClientThatGoesAwayIsNoticedWhileItsRequestIsHandled() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
      entered.await();
      assertThat(clientGone.getCount()).isEqualTo(1);
    }
    assertThat(clientGone.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatAClientSendsAheadIsNotLostByLookingWhetherItIsThere() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      var out = socket.getOutputStream();
      out.write("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
      entered.await();
      out.write("GET /echo?a=7 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      assertThat(clientGone.await(500, TimeUnit.MILLISECONDS)).isFalse();
      released.countDown();
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .contains("done")
          .contains("a=[7] b=Optional.empty");
    }
  }

  @Test
  void stoppingLetsRequestsInFlightFinish() throws Exception {
    CompletableFuture<HttpResponse<String>> inFlight =
        http.sendAsync(request("/wait").build(), BodyHandlers.ofString());
    entered.await();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    assertThatThrownBy(() -> stopped.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    released.countDown();

    assertThat(inFlight.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
    stopped.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> get("/echo")).isInstanceOf(IOException.class);
  }

  @Test
  void stoppingCutsOffWhatDoesNotFinish() throws Exception {
    restart(SETTINGS.withTimeouts(SHORT, Duration.ofSeconds(60), SHORT));
    CompletableFuture<HttpResponse<String>> inFlight =
        http.sendAsync(request("/wait").build(), BodyHandlers.ofString());
    entered.await();

    server.close();

    assertThatThrownBy(() -> inFlight.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void moreConnectionsThanAllowedWaitForOneToClose() throws Exception {
    restart(SETTINGS.withMaximumConnections(2));
    byte[] request = "GET /echo HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8);
    Socket first = new Socket(InetAddress.getLoopbackAddress(), server.port());
    try (Socket second = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Socket third = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      for (Socket socket : List.of(first, second)) {
        socket.getOutputStream().write(request);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      third.getOutputStream().write(request);
      third.setSoTimeout(300);
      assertThatThrownBy(() -> third.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);

      first.close();

      third.setSoTimeout(20_000);
      assertThat(third.getInputStream().read()).isEqualTo('H');
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    HttpSettings taken = SETTINGS.withAddress("127.0.0.1", server.port());
    assertThatThrownBy(() -> HttpServer.start(taken, endpoints, RequestObserver.NONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "listen address: 127.0.0.1:%s is not available (expected: a free port of this machine)"
                .formatted(server.port()));
  }

  @Test
  void answersAreObservedByRouteAndStatus() throws Exception {
    get("/label/x/values");
    assertThat(observed.take()).isEqualTo("GET /label/{name}/values 200");
    post("/echo", "a=%");
    assertThat(observed.take()).isEqualTo("POST /echo 400");
    raw("MADEUP /echo HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    assertThat(observed.take()).isEqualTo("other /echo 405");
  }
}
