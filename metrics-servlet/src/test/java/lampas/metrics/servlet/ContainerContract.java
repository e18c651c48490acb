package lampas.metrics.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpDialect;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.servlet.wire.Page;
import lampas.metrics.servlet.wire.RawClient;
import lampas.metrics.servlet.wire.Until;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the filter promises in every container; clients are sockets. */
abstract class ContainerContract {
  private final Container.Kind kind;
  private final Registry registry = Registry.create();
  private final HttpServerMetrics metrics =
      HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withNamespace("asdlc"));
  private @Nullable Container container;

  ContainerContract(Container.Kind kind) {
    this.kind = kind;
  }

  @AfterEach
  void stop() throws Exception {
    container().stop();
  }

  @Test
  void aRequestIsCountedOnceWithItsStatusDurationAndSizes() throws Exception {
    start(
        application()
            .servlet(
                "/tasks/*",
                (request, response) -> {
                  assertThat(inFlight()).isEqualTo(1);
                  assertThat(request.getInputStream().readAllBytes()).hasSize(5);
                  response.setStatus(201);
                  response.getOutputStream().print("made");
                }));

    try (RawClient client = connect()) {
      client.send(
          "POST /tasks/17?x=y HTTP/1.1", "Host: x", "Content-Length: 5", "Connection: close");
      assertThat(client.sendText("hello").rest()).startsWith("HTTP/1.1 201").contains("made");
    }

    assertTotals("{endpoint=\"/tasks/*\", method=\"POST\", status=\"201\"} 1.0");
    String[] labels = {"method", "POST", "endpoint", "/tasks/*"};
    Page page = Page.of(registry);
    assertThat(page.value("asdlc_http_request_duration_seconds_sum", labels).orElseThrow())
        .isBetween(0.0, 10.0);
    assertThat(page.value("asdlc_http_request_body_bytes_sum", labels)).hasValue(5);
    assertThat(page.value("asdlc_http_response_body_bytes_sum", labels)).hasValue(4);
  }

  @Test
  void whatIsThrownIsFiveHundredAndGoesOnToTheContainer() throws Exception {
    start(
        application()
            .servlet(
                "/fails",
                (request, response) -> {
                  throw new IllegalStateException("for this test");
                }));

    assertThat(ask("GET", "/fails")).startsWith("HTTP/1.1 500");

    assertTotals("{endpoint=\"/fails\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void whatIsThrownAfterTheAnswerBeganIsFiveHundredToo() throws Exception {
    start(
        application()
            .servlet(
                "/fails",
                (request, response) -> {
                  response.getOutputStream().print("begun");
                  response.flushBuffer();
                  throw new IllegalStateException("for this test");
                }));

    assertThat(ask("GET", "/fails")).startsWith("HTTP/1.1 200");

    assertTotals("{endpoint=\"/fails\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void aFailureOfAnotherConnectionIsNoLostClient() throws Exception {
    start(
        application()
            .servlet(
                "/fails",
                (request, response) -> {
                  throw new IOException("a database is away");
                }));

    ask("GET", "/fails");

    assertTotals("{endpoint=\"/fails\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void anErrorThatIsSentHasItsStatusAndNoBodyOfTheServlet() throws Exception {
    start(
        application()
            .servlet(
                "/gone",
                (request, response) -> {
                  response.getWriter().print("forget this");
                  response.sendError(410, "gone");
                }));

    assertThat(ask("GET", "/gone")).startsWith("HTTP/1.1 410");

    assertTotals("{endpoint=\"/gone\", method=\"GET\", status=\"410\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_response_body_bytes_sum")).isZero();
  }

  @Test
  void aServletThatIsUnavailableForAWhileIs503() throws Exception {
    start(
        application()
            .servlet(
                "/away",
                (request, response) -> {
                  throw new UnavailableException("for this test", 1);
                }));

    /* Tomcat tells its client 200. */
    ask("GET", "/away");

    assertTotals("{endpoint=\"/away\", method=\"GET\", status=\"503\"} 1.0");
  }

  @Test
  void pathsThatNoServletTakesAreOne() throws Exception {
    start(
        application()
            .servlet("/tasks/*", (request, response) -> {})
            .servlet("/", (request, response) -> response.sendError(404)));

    assertThat(ask("GET", "/wp-login.php")).startsWith("HTTP/1.1 404");
    ask("GET", "/a/b/c");

    assertTotals("{endpoint=\"unmatched\", method=\"GET\", status=\"404\"} 2.0");
  }

  @Test
  void unknownMethodsAreOne() throws Exception {
    start(application().servlet("/tasks", (request, response) -> {}));

    ask("BREW", "/tasks");
    ask("PROPFIND", "/tasks");

    assertTotals("{endpoint=\"/tasks\", method=\"_OTHER\", status=\"200\"} 2.0");
  }

  @Test
  void scrapesAreNotMeasured() throws Exception {
    start(
        application()
            .at("/shop")
            .servlet("/metrics", (request, response) -> {})
            .servlet("*.html", (request, response) -> {}));

    assertThat(ask("GET", "/shop/metrics?x=y")).startsWith("HTTP/1.1 200");
    ask("GET", "/shop/a/index.html");

    assertTotals("{endpoint=\"/shop*.html\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void headIsAMethodOfItsOwn() throws Exception {
    start(application().servlet("/tasks", (request, response) -> response.setContentLength(5)));

    assertThat(ask("HEAD", "/tasks")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");

    assertTotals("{endpoint=\"/tasks\", method=\"HEAD\", status=\"200\"} 1.0");
  }

  @Test
  void readersAndWritersAreCountedInBytes() throws Exception {
    start(
        application()
            .servlet(
                "/echo",
                (request, response) -> {
                  request.setCharacterEncoding("UTF-8");
                  response.setContentType("text/plain;charset=UTF-8");
                  PrintWriter writer = response.getWriter();
                  writer.println(request.getReader().readLine());
                  writer.printf("%s%s", "ä€", "𝄞");
                  writer.append('x');
                }));

    try (RawClient client = connect()) {
      client.send(
          "POST /echo HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "Connection: close");
      assertThat(client.sendText("3\r\nhé\r\n0\r\n\r\n").rest()).contains("hé", "ä€𝄞x");
    }

    assertTotals("{endpoint=\"/echo\", method=\"POST\", status=\"200\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_request_body_bytes_sum")).isEqualTo(3);
    assertThat(Page.of(registry).sum("asdlc_http_response_body_bytes_sum"))
        .isEqualTo(3 + System.lineSeparator().length() + 2 + 3 + 4 + 1);
  }

  @Test
  void theContainerStillChoosesTheEncodingOfAWriter() throws Exception {
    start(
        application()
            .servlet(
                "/page",
                (request, response) -> {
                  response.setContentType("text/html");
                  response.getWriter().print("é");
                }));

    assertThat(ask("GET", "/page").toLowerCase(java.util.Locale.ROOT))
        .containsAnyOf("charset=iso-8859-1", "charset=utf-8");
    assertThat(Page.of(registry).sum("asdlc_http_response_body_bytes_sum")).isBetween(1.0, 2.0);
  }

  @Test
  void aFormThatTheContainerReadsHasTheSizeThatItsHeaderSays() throws Exception {
    start(
        application()
            .servlet(
                "/form",
                (request, response) -> response.getWriter().print(request.getParameter("a"))));

    try (RawClient client = connect()) {
      client.send(
          "POST /form HTTP/1.1",
          "Host: x",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Length: 5",
          "Connection: close");
      assertThat(client.sendText("a=bcd").rest()).contains("bcd");
    }

    assertTotals("{endpoint=\"/form\", method=\"POST\", status=\"200\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_request_body_bytes_sum")).isEqualTo(5);
  }

  @Test
  void anAsynchronousRequestIsCountedAtItsTrueEnd() throws Exception {
    LinkedBlockingQueue<AsyncContext> later = new LinkedBlockingQueue<>();
    start(application().servlet("/later", (request, response) -> later.add(request.startAsync())));

    try (RawClient client = connect()) {
      client.send("GET /later HTTP/1.1", "Host: x", "Connection: close");
      AsyncContext context = later.poll(10, TimeUnit.SECONDS);
      assertThat(inFlight()).isEqualTo(1);
      assertThat(Page.of(registry).nonZero("asdlc_http_requests_total")).isEmpty();
      HttpServletResponse response = (HttpServletResponse) context.getResponse();
      response.setStatus(202);
      response.getOutputStream().print("late");
      context.complete();
      assertThat(client.rest()).startsWith("HTTP/1.1 202").contains("late");
    }

    assertTotals("{endpoint=\"/later\", method=\"GET\", status=\"202\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_response_body_bytes_sum")).isEqualTo(4);
  }

  @Test
  void anAsynchronousRequestMayBeCompleteBeforeItsServletReturns() throws Exception {
    start(
        application()
            .servlet(
                "/now",
                (request, response) -> {
                  AsyncContext context = request.startAsync(request, response);
                  response.setStatus(203);
                  context.complete();
                }));

    assertThat(ask("GET", "/now")).startsWith("HTTP/1.1 203");

    assertTotals("{endpoint=\"/now\", method=\"GET\", status=\"203\"} 1.0");
  }

  @Test
  void whoeverTookOurWrapperOffIsSeenAllTheSame() throws Exception {
    LinkedBlockingQueue<AsyncContext> later = new LinkedBlockingQueue<>();
    start(
        application()
            .servlet(
                "/later",
                (request, response) ->
                    later.add(((ServletRequestWrapper) request).getRequest().startAsync())));

    try (RawClient client = connect()) {
      client.send("GET /later HTTP/1.1", "Host: x", "Connection: close");
      AsyncContext context = later.poll(10, TimeUnit.SECONDS);
      Until.holds(() -> inFlight() == 1);
      context.complete();
      client.rest();
    }

    assertTotals("{endpoint=\"/later\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void anAsynchronousRequestThatTimesOutIsCountedAsItIsAnswered() throws Exception {
    start(
        application()
            .servlet("/never", (request, response) -> request.startAsync().setTimeout(50)));

    assertThat(ask("GET", "/never")).startsWith("HTTP/1.1 500");

    assertTotals("{endpoint=\"/never\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void aTimeoutThatTheApplicationAnswersHasItsStatus() throws Exception {
    start(
        application()
            .servlet(
                "/busy",
                (request, response) -> {
                  AsyncContext context = request.startAsync();
                  context.setTimeout(50);
                  context.addListener(new AnswersTimeouts());
                }));

    assertThat(ask("GET", "/busy")).startsWith("HTTP/1.1 503");

    assertTotals("{endpoint=\"/busy\", method=\"GET\", status=\"503\"} 1.0");
  }

  @Test
  void aRequestThatIsDispatchedAgainIsCountedOnce() throws Exception {
    start(
        application()
            .servlet(
                "/again",
                (request, response) -> {
                  if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    response.setStatus(202);
                    response.getOutputStream().print("again");
                  } else {
                    AsyncContext context = request.startAsync();
                    context.start(context::dispatch);
                  }
                }));

    assertThat(ask("GET", "/again")).startsWith("HTTP/1.1 202").contains("again");

    assertTotals("{endpoint=\"/again\", method=\"GET\", status=\"202\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_response_body_bytes_sum")).isEqualTo(5);
  }

  @Test
  void aRequestThatIsAsynchronousTwiceIsCountedOnce() throws Exception {
    start(
        application()
            .servlet(
                "/twice",
                (request, response) -> {
                  AsyncContext context = request.startAsync();
                  if (request.getDispatcherType() == DispatcherType.ASYNC) {
                    response.setStatus(202);
                    context.start(context::complete);
                  } else {
                    context.start(context::dispatch);
                  }
                }));

    assertThat(ask("GET", "/twice")).startsWith("HTTP/1.1 202");

    assertTotals("{endpoint=\"/twice\", method=\"GET\", status=\"202\"} 1.0");
  }

  @Test
  void whatALaterDispatchThrowsIsFiveHundred() throws Exception {
    start(failingDispatch(application()));
    assertThat(ask("GET", "/again")).startsWith("HTTP/1.1 500");
    assertTotals("{endpoint=\"/again\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void evenIfTheFilterIsMappedToRequestsOnly() throws Exception {
    start(failingDispatch(application().filterForRequestsOnly()));
    assertThat(ask("GET", "/again")).startsWith("HTTP/1.1 500");
    assertTotals("{endpoint=\"/again\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void whatALaterDispatchThrowsIsNamedUnderOpenTelemetrysNames() throws Exception {
    Registry other = Registry.create();
    HttpServerMetrics named =
        HttpServerMetrics.create(
            other, HttpServerOptions.DEFAULT.withDialect(HttpDialect.OPEN_TELEMETRY));
    start(failingDispatch(new Application(ServletMetricsFilter.of(named)).filterForRequestsOnly()));

    ask("GET", "/again");

    Until.holds(() -> Page.of(other).sum("http_server_request_duration_seconds_count") == 1);
    assertThat(Page.of(other).nonZero("http_server_request_duration_seconds_count"))
        .singleElement()
        .asString()
        .contains("error_type=\"" + errorTypeOfLaterDispatch() + "\"")
        .contains("http_response_status_code=\"500\"");
  }

  /** What is known of an exception of a dispatch that the filter does not see. */
  abstract String errorTypeOfLaterDispatch();

  private static Application failingDispatch(Application application) {
    return application.servlet(
        "/again",
        (request, response) -> {
          if (request.getDispatcherType() == DispatcherType.ASYNC) {
            throw new IllegalStateException("for this test");
          }
          AsyncContext context = request.startAsync();
          context.start(context::dispatch);
        });
  }

  @Test
  void whatIsThrownAfterAnAsynchronousStartIsFiveHundred() throws Exception {
    start(
        application()
            .servlet(
                "/fails",
                (request, response) -> {
                  request.startAsync();
                  throw new IllegalStateException("for this test");
                }));

    /* Tomcat closes the connection without an answer. */
    ask("GET", "/fails");

    assertTotals("{endpoint=\"/fails\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void forwardsIncludesAndErrorPagesAreNotCountedAgain() throws Exception {
    start(
        application()
            .errorPage("/sorry")
            .servlet("/sorry", (request, response) -> response.getWriter().print("sorry"))
            .servlet("/part", (request, response) -> response.getOutputStream().print("part"))
            .servlet(
                "/forwards",
                (request, response) ->
                    request.getRequestDispatcher("/part").forward(request, response))
            .servlet(
                "/includes",
                (request, response) ->
                    request.getRequestDispatcher("/part").include(request, response))
            .servlet("/errs", (request, response) -> response.sendError(418)));

    assertThat(ask("GET", "/forwards")).contains("part");
    assertThat(ask("GET", "/includes")).contains("part");
    assertThat(ask("GET", "/errs")).startsWith("HTTP/1.1 418").contains("sorry");

    assertTotals(
        "{endpoint=\"/errs\", method=\"GET\", status=\"418\"} 1.0",
        "{endpoint=\"/forwards\", method=\"GET\", status=\"200\"} 1.0",
        "{endpoint=\"/includes\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void anErrorPageIsNotTheEndpointOfAnAsynchronousRequest() throws Exception {
    start(
        failingDispatch(application())
            .errorPage("/sorry")
            .servlet("/sorry", (request, response) -> response.getWriter().print("sorry")));

    assertThat(ask("GET", "/again")).startsWith("HTTP/1.1 500").contains("sorry");

    assertTotals("{endpoint=\"/again\", method=\"GET\", status=\"500\"} 1.0");
  }

  @Test
  void blockingIsNotNeeded() throws Exception {
    start(
        application()
            .servlet("/echo", (request, response) -> new NonBlockingEcho(request, response)));

    try (RawClient client = connect()) {
      client.send(
          "POST /echo HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "Connection: close");
      client.sendText("5\r\nhello\r\n").sendText("6\r\n world\r\n0\r\n\r\n");
      assertThat(client.rest()).contains("hello world");
    }

    assertTotals("{endpoint=\"/echo\", method=\"POST\", status=\"200\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_request_body_bytes_sum")).isEqualTo(11);
    assertThat(Page.of(registry).sum("asdlc_http_response_body_bytes_sum")).isEqualTo(11);
  }

  @Test
  void aClientThatGoesAwayFromAStreamIsNamed() throws Exception {
    start(
        application()
            .servlet(
                "/stream",
                (request, response) -> {
                  while (true) {
                    response.getOutputStream().write(new byte[1_000]);
                    response.flushBuffer();
                  }
                }));

    breakOff("GET /stream HTTP/1.1");

    assertTotals("{endpoint=\"/stream\", method=\"GET\", status=\"499\"} 1.0");
  }

  @Test
  void aClientThatGoesAwayFromAWriterIsNamed() throws Exception {
    start(
        application()
            .servlet(
                "/stream",
                (request, response) -> {
                  PrintWriter writer = response.getWriter();
                  while (!writer.checkError()) {
                    writer.print("x".repeat(1_000));
                  }
                }));

    breakOff("GET /stream HTTP/1.1");

    assertTotals("{endpoint=\"/stream\", method=\"GET\", status=\"499\"} 1.0");
  }

  @Test
  void aClientThatGoesAwayFromAWriterIsNamedThoughNobodyLooks() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    start(
        application()
            .servlet(
                "/stream",
                (request, response) -> {
                  response.flushBuffer();
                  assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
                  PrintWriter writer = response.getWriter();
                  for (int i = 0; i < 1_000; i++) {
                    writer.print("x".repeat(10_000));
                  }
                }));

    breakOff("GET /stream HTTP/1.1");
    gone.countDown();

    assertTotals("{endpoint=\"/stream\", method=\"GET\", status=\"499\"} 1.0");
  }

  @Test
  void aClientThatGoesAwayFromAnAsynchronousStreamIsNamed() throws Exception {
    start(
        application()
            .servlet("/stream", (request, response) -> new EndlessStream(request, response)));

    breakOff("GET /stream HTTP/1.1");

    assertTotals("{endpoint=\"/stream\", method=\"GET\", status=\"499\"} 1.0");
  }

  @Test
  void aClientThatGoesAwayWhileItSendsIsNamed() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    start(
        application()
            .servlet(
                "/upload",
                (request, response) -> {
                  ServletInputStream body = request.getInputStream();
                  assertThat(body.read()).isEqualTo('h');
                  reading.countDown();
                  body.readAllBytes();
                }));

    try (RawClient client = connect()) {
      client.send("POST /upload HTTP/1.1", "Host: x", "Content-Length: 100").sendText("hello");
      assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
      client.breakOff();
    }

    assertTotals("{endpoint=\"/upload\", method=\"POST\", status=\"499\"} 1.0");
    assertThat(Page.of(registry).sum("asdlc_http_request_body_bytes_sum")).isBetween(1.0, 5.0);
  }

  @Test
  void theTemplateMayComeFromSpringFromAnAttributeOrFromAFunction() throws Exception {
    start(
        new Application(filter(request -> Optional.ofNullable(request.getHeader("X-Template"))))
            .at("/shop")
            .servlet(
                "/*",
                (request, response) -> {
                  switch (request.getPathInfo()) {
                    case "/spring/7" ->
                        request.setAttribute(
                            "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern",
                            "/spring/{id}");
                    case "/jaxrs/7" ->
                        request.setAttribute(
                            ServletMetricsFilter.ENDPOINT_ATTRIBUTE, "/jaxrs/{id}");
                    default -> {}
                  }
                }));

    ask("GET", "/shop/spring/7");
    ask("GET", "/shop/jaxrs/7");
    ask("GET", "/shop/other/7");
    try (RawClient client = connect()) {
      client
          .send("GET /shop/f/7 HTTP/1.1", "Host: x", "X-Template: /f/{id}", "Connection: close")
          .rest();
    }

    assertTotals(
        "{endpoint=\"/f/{id}\", method=\"GET\", status=\"200\"} 1.0",
        "{endpoint=\"/jaxrs/{id}\", method=\"GET\", status=\"200\"} 1.0",
        "{endpoint=\"/shop/*\", method=\"GET\", status=\"200\"} 1.0",
        "{endpoint=\"/shop/spring/{id}\", method=\"GET\", status=\"200\"} 1.0");
  }

  @Test
  void aFunctionThatThrowsHarmsNoRequest() throws Exception {
    start(
        new Application(
                filter(request -> {
                  throw new IllegalStateException("for this test");
                }))
            .servlet("/tasks", (request, response) -> {}));

    assertThat(ask("GET", "/tasks")).startsWith("HTTP/1.1 200");

    Until.holds(() -> inFlight() == 0);
    assertThat(Page.of(registry).nonZero("asdlc_http_requests_total"))
        .containsExactly("{endpoint=\"unmatched\", method=\"GET\", status=\"200\"} 1.0");
    assertThat(Page.of(registry).value("asdlc_http_server_recording_failures_total")).hasValue(1);
  }

  private Application application() {
    return new Application(ServletMetricsFilter.of(metrics));
  }

  private ServletMetricsFilter filter(Function<HttpServletRequest, Optional<String>> endpoint) {
    return ServletMetricsFilter.of(metrics, endpoint);
  }

  private void start(Application application) throws Exception {
    container = kind.start(application);
  }

  private Container container() {
    return Objects.requireNonNull(container);
  }

  private RawClient connect() throws IOException {
    return RawClient.connect(container().port());
  }

  private String ask(String method, String path) throws IOException {
    return RawClient.ask(container().port(), method, path);
  }

  private void breakOff(String request) throws IOException {
    try (RawClient client = connect()) {
      client.send(request, "Host: x").readTo("\r\n\r\n");
      client.breakOff();
    }
  }

  private double inFlight() {
    return Page.of(registry).value("asdlc_http_requests_in_flight").orElseThrow();
  }

  private void assertTotals(String... expected) throws Exception {
    Until.holds(() ->
        inFlight() == 0
            && Page.of(registry).nonZero("asdlc_http_requests_total").size() >= expected.length);
    Page page = Page.of(registry);
    assertThat(page.nonZero("asdlc_http_requests_total")).containsExactly(expected);
    assertThat(page.sum("asdlc_http_request_duration_seconds_count"))
        .isEqualTo(page.sum("asdlc_http_requests_total"));
    assertThat(page.value("asdlc_http_server_recording_failures_total")).hasValue(0);
  }

  private static final class AnswersTimeouts implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) {
      ((HttpServletResponse) event.getAsyncContext().getResponse()).setStatus(503);
      event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }

  /** Reads and writes only when it can. */
  private static final class NonBlockingEcho implements ReadListener, WriteListener {
    private final AsyncContext context;
    private final ServletInputStream in;
    private final ServletOutputStream out;
    private final StringBuilder body = new StringBuilder();

    NonBlockingEcho(HttpServletRequest request, HttpServletResponse response) throws IOException {
      context = request.startAsync(request, response);
      in = request.getInputStream();
      out = response.getOutputStream();
      in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
      byte[] bytes = new byte[4];
      while (in.isReady() && !in.isFinished()) {
        int read = in.read(bytes);
        if (read > 0) {
          body.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
        }
      }
    }

    @Override
    public void onAllDataRead() {
      out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
      while (out.isReady()) {
        if (body.isEmpty()) {
          context.complete();
          return;
        }
        out.write(body.charAt(0));
        body.deleteCharAt(0);
      }
    }

    @Override
    public void onError(Throwable failure) {
      context.complete();
    }
  }

  /** Writes whenever it can. */
  private static final class EndlessStream implements WriteListener {
    private final AsyncContext context;
    private final ServletOutputStream out;

    EndlessStream(HttpServletRequest request, HttpServletResponse response) throws IOException {
      context = request.startAsync(request, response);
      context.setTimeout(0);
      out = response.getOutputStream();
      out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
      while (out.isReady()) {
        out.write(new byte[10_000]);
      }
    }

    @Override
    public void onError(Throwable failure) {
      context.complete();
    }
  }
}
