package lampas.metrics.exporter;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.Negotiation;
import org.jspecify.annotations.Nullable;

/** Answers scrapes, so many at a time. */
final class ScrapeHandler {
  /** What is written as the body of one answer. */
  interface Body {
    void write(ExpositionOptions options, OutputStream out) throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(ScrapeHandler.class.getName());
  private static final int GZIP_BUFFER = 16 * 1024;

  private final Supplier<? extends Body> gather;
  private final int maximumScrapes;
  private final Semaphore permits;
  private volatile boolean closing;

  ScrapeHandler(Supplier<? extends Body> gather, int maximumScrapes) {
    this.gather = gather;
    this.maximumScrapes = maximumScrapes;
    this.permits = new Semaphore(maximumScrapes);
  }

  void handle(HttpExchange exchange) throws IOException {
    if (closing) {
      Answer.text(exchange, 503, "the exporter is closing\n");
      return;
    }
    if (!permits.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      Answer.text(exchange, 503, "scrapes in flight: " + maximumScrapes + " (expected: fewer)\n");
      return;
    }
    try {
      Body body;
      try {
        body = gather.get();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "scrape failed", e);
        Answer.text(exchange, 500, "internal error (the application's log says more)\n");
        return;
      }
      answer(exchange, body);
    } finally {
      permits.release();
    }
  }

  /** Lets no scrape in any more and waits for those in flight, as long as the grace allows. */
  void drain(Duration grace) {
    closing = true;
    try {
      if (!permits.tryAcquire(maximumScrapes, grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "scrapes in flight were cut off after {0}", grace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, Body body) throws IOException {
    Headers request = exchange.getRequestHeaders();
    Headers response = exchange.getResponseHeaders();
    Negotiation negotiation = Negotiation.of(joined(request, "Accept"));
    boolean gzip = acceptsGzip(joined(request, "Accept-Encoding"));
    response.set("Content-Type", negotiation.contentType());
    response.set("Vary", "Accept, Accept-Encoding");
    if (gzip) {
      response.set("Content-Encoding", "gzip");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    OutputStream encoded = gzip ? new GZIPOutputStream(out, GZIP_BUFFER) : out;
    try {
      body.write(negotiation.options(), encoded);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "scrape failed half way", e);
      throw new IOException("scrape failed half way", e);
    }
    /* Not in a finally block: closing would end the body properly, and half of it would look whole.
    Left open, the server cuts the connection and the scraper sees an unfinished body. */
    encoded.close();
    exchange.close();
  }

  private static @Nullable String joined(Headers headers, String name) {
    return headers.containsKey(name) ? String.join(",", headers.get(name)) : null;
  }

  /* Source: RFC 9110, section 12.5.3. What is not understood counts as not accepted: an answer without
  compression is always right. */
  private static boolean acceptsGzip(@Nullable String header) {
    if (header == null) {
      return false;
    }
    for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] coding = part.replace(" ", "").split(";q=", 2);
      if (coding[0].equals("gzip") || coding[0].equals("x-gzip")) {
        return coding.length == 1 || !coding[1].matches("0(\\.0*)?");
      }
    }
    return false;
  }
}
