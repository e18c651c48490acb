package lampas.metrics.http.jdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.Scheme;
import lampas.metrics.http.ServerExchange;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one exchange of the JDK's server while it goes on.
 *
 * <p>It is over when the handler has returned and the answer is complete, whichever comes last; a
 * handler may leave the answer to another thread.
 */
final class Measurement {
  private static final int NOT_SENT = -1;
  private static final long NO_BODY = -1;

  private final HttpServerMetrics metrics;
  private final HttpExchange original;
  private final ServerExchange exchange;
  private @Nullable CountingInput input;
  private @Nullable CountingOutput output;
  private int status = NOT_SENT;
  private long promised = NO_BODY;
  private boolean returned;
  private boolean complete;
  private boolean broken;
  private @Nullable Throwable failure;

  private Measurement(HttpServerMetrics metrics, HttpExchange original, Scheme scheme) {
    this.metrics = metrics;
    this.original = original;
    this.exchange = metrics.begin(original.getRequestMethod(), scheme);
  }

  /** Handles an exchange and measures it, unless it is measured already or its path is not. */
  static void of(HttpServerMetrics metrics, HttpExchange exchange, HttpHandler handler)
      throws IOException {
    if (isMeasuredBy(metrics, exchange) || !metrics.measures(RequestPath.of(exchange))) {
      handler.handle(exchange);
      return;
    }
    Scheme scheme = exchange instanceof HttpsExchange ? Scheme.HTTPS : Scheme.HTTP;
    Measurement measurement = new Measurement(metrics, exchange, scheme);
    measurement.endpoint(ContextEndpoint.of(exchange));
    HttpExchange measured =
        exchange instanceof HttpsExchange secure
            ? new SecureExchange(secure, measurement)
            : new PlainExchange(exchange, measurement);
    try {
      handler.handle(measured);
    } catch (IOException | RuntimeException | Error e) {
      measurement.threw(e);
      throw e;
    }
    measurement.returned();
  }

  private static boolean isMeasuredBy(HttpServerMetrics metrics, HttpExchange exchange) {
    return exchange instanceof Measured measured && measured.measurement().metrics == metrics;
  }

  /** The template of the route that took the request, for others as well that measure it. */
  void endpoint(String template) {
    exchange.endpoint(template);
    if (original instanceof Measured outer) {
      outer.measurement().endpoint(template);
    }
  }

  /** Whether the client has been told a status. */
  synchronized boolean isCommitted() {
    return status != NOT_SENT;
  }

  /** Remembers what the handler threw if somebody catches it to answer. */
  synchronized void failedWith(Throwable thrown) {
    failure = thrown;
  }

  synchronized InputStream requestBody() {
    if (input == null) {
      input = new CountingInput(original.getRequestBody(), this);
    }
    return input;
  }

  synchronized OutputStream responseBody() {
    if (output == null) {
      output = new CountingOutput(original.getResponseBody(), this);
    }
    return output;
  }

  void sendResponseHeaders(int code, long length) throws IOException {
    /* A second status is the handler's mistake, not the client's. */
    boolean first = original.getResponseCode() == NOT_SENT;
    try {
      original.sendResponseHeaders(code, length);
    } catch (IOException e) {
      if (first) {
        broken();
      }
      throw e;
    }
    boolean bodyless = length == NO_BODY || hasNoBody(code);
    synchronized (this) {
      status = code;
      promised = bodyless ? NO_BODY : length;
      complete |= bodyless;
    }
    endIfOver();
  }

  /* As the JDK's server decides it. */
  private boolean hasNoBody(int code) {
    return code < 200 || code == 204 || code == 304 || original.getRequestMethod().equals("HEAD");
  }

  void close() {
    original.close();
    completed();
  }

  /** The answer is closed. */
  void completed() {
    synchronized (this) {
      complete = true;
    }
    endIfOver();
  }

  /** The connection has failed. */
  synchronized void broken() {
    broken = true;
  }

  /** How many bytes may be written still; what is written beyond them fails. */
  synchronized boolean promises(long bytes) {
    return promised <= 0 || bytes <= promised;
  }

  private void threw(Throwable thrown) {
    synchronized (this) {
      failure = thrown;
      returned = true;
      complete = true;
    }
    endIfOver();
  }

  private void returned() {
    synchronized (this) {
      returned = true;
      /* All that was promised is written, though nobody has closed it. */
      complete |= promised > 0 && written() == promised;
    }
    endIfOver();
  }

  private void endIfOver() {
    synchronized (this) {
      if (!returned || !complete) {
        return;
      }
    }
    long received = input == null ? 0 : input.count();
    if (broken) {
      exchange.disconnected(received, written());
      return;
    }
    Throwable thrown = failure;
    if (thrown != null) {
      exchange.failed(500, thrown, received, written());
    } else {
      exchange.answered(told(), declaredOr(received), written());
    }
  }

  /* A connection that is closed without an answer, or before all that was promised, is an error of
  the server. */
  private int told() {
    return status == NOT_SENT || (promised > 0 && written() < promised) ? 500 : status;
  }

  /* What the handler did not read has come all the same. */
  private long declaredOr(long received) {
    String declared = original.getRequestHeaders().getFirst("Content-Length");
    if (declared == null) {
      return received;
    }
    try {
      return Math.max(received, Long.parseLong(declared.trim()));
    } catch (NumberFormatException e) {
      return received;
    }
  }

  private long written() {
    return output == null ? 0 : output.count();
  }
}
