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
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.metrics.http.HttpDialect;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.servlet.wire.Page;
import lampas.metrics.servlet.wire.RawClient;
import lampas.metrics.servlet.wire.Until;
import org.junit.jupiter.api.Test;

/** What the filter promises of asynchronous requests in every container. */
abstract class AsynchronousContract extends MeasuredContainer {
  AsynchronousContract(Container.Kind kind) {
    super(kind);
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
  void aClientThatGoesAwayFromAnAsynchronousStreamIsNamed() throws Exception {
    start(
        application()
            .servlet("/stream", (request, response) -> new EndlessStream(request, response)));

    breakOff("GET /stream HTTP/1.1");

    assertTotals("{endpoint=\"/stream\", method=\"GET\", status=\"499\"} 1.0");
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
