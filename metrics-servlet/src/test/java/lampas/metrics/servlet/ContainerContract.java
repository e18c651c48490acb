package lampas.metrics.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lampas.metrics.servlet.wire.Page;
import lampas.metrics.servlet.wire.RawClient;
import lampas.metrics.servlet.wire.Until;
import org.junit.jupiter.api.Test;

/** What the filter promises of requests in every container. */
abstract class ContainerContract extends MeasuredContainer {
  ContainerContract(Container.Kind kind) {
    super(kind);
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
}
