package lampas.metrics.exporter;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lampas.metrics.ScrapeRequest;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.Negotiation;
import org.jspecify.annotations.Nullable;

/** Answers scrapes, so many at a time, each within the time that the options allow. */
final class ScrapeHandler {
  /** What is written as the body of one answer. */
  interface Body {
    void write(ExpositionOptions options, OutputStream out) throws IOException;
  }

  /** Gathers the metrics of a scrape. */
  interface Gather {
    Body gather(ScrapeRequest request);
  }

  private record Key(ExpositionOptions options, Set<String> names) {}

  private static final System.Logger LOG = System.getLogger(ScrapeHandler.class.getName());

  private final Gather gather;
  private final ExporterOptions options;
  private final CompressedBodies compressed = new CompressedBodies();
  private final Semaphore permits;
  private volatile boolean closing;

  ScrapeHandler(Gather gather, ExporterOptions options) {
    this.gather = gather;
    this.options = options;
    this.permits = new Semaphore(options.maximumScrapes());
  }

  void handle(HttpExchange exchange) throws IOException {
    if (closing) {
      Answer.text(exchange, 503, "the exporter is closing\n");
      return;
    }
    if (!permits.tryAcquire()) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      Answer.text(
          exchange, 503, "scrapes in flight: " + options.maximumScrapes() + " (expected: fewer)\n");
      return;
    }
    try {
      answer(exchange, request(exchange));
    } finally {
      permits.release();
    }
  }

  /** Lets no scrape in any more and waits for those in flight, as long as the grace allows. */
  void drain(Duration grace) {
    closing = true;
    try {
      int all = options.maximumScrapes();
      if (!permits.tryAcquire(all, grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "scrapes in flight were cut off after {0}", grace);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many wait for the compressed body of another. */
  int waiting() {
    return compressed.waiting();
  }

  private ScrapeRequest request(HttpExchange exchange) {
    String limit = exchange.getRequestHeaders().getFirst("X-Prometheus-Scrape-Timeout-Seconds");
    return new ScrapeRequest(
        ScrapeQuery.names(exchange.getRequestURI().getRawQuery()),
        ScrapeQuery.limit(limit, options.limit()));
  }

  private void answer(HttpExchange exchange, ScrapeRequest request) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    Headers response = exchange.getResponseHeaders();
    Negotiation negotiation = Negotiation.of(joined(headers, "Accept"));
    ExpositionOptions format = negotiation.options().withCreatedLines(options.createdLines());
    boolean gzip = acceptsGzip(joined(headers, "Accept-Encoding"));
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
    try {
      if (gzip) {
        ScrapeBody body =
            compressed.get(
                new Key(format, request.names()), out -> gather.gather(request).write(format, out));
        send(exchange, body.size(), body::copyTo);
      } else {
        Body body = gather.gather(request);
        send(exchange, 0, out -> body.write(format, out));
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "scrape failed", e);
      response.remove("Content-Encoding");
      Answer.text(exchange, 500, "internal error (the application's log says more)\n");
    }
  }

  private void send(HttpExchange exchange, long length, CompressedBodies.Writer body)
      throws IOException {
    WriteLimit limit = new WriteLimit(options.limit());
    try {
      exchange.sendResponseHeaders(200, length);
      OutputStream out = exchange.getResponseBody();
      try {
        body.write(out);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "scrape failed half way", e);
        throw new IOException("scrape failed half way", e);
      }
      /* Not in a finally block: closing would end the body properly, and half of it would look
      whole. Left open, the server cuts the connection and the scraper sees an unfinished body. */
      exchange.close();
    } finally {
      limit.end();
    }
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
