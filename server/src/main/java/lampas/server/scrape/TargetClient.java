package lampas.server.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;
import lampas.model.error.ErrorKind;
import lampas.server.config.ScrapeJob;

/** Asks a target for its metrics over HTTP. */
final class TargetClient {
  /* What Prometheus 3 asks for, with its weights. Source: acceptHeader in scrape/scrape.go. */
  static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
          + "application/openmetrics-text;version=0.0.1;q=0.5,"
          + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
          + "text/plain;version=0.0.4;q=0.3,"
          + "*/*;q=0.2";

  private static final int MAXIMUM_REDIRECTS = 10;

  /** A target's answer; the body is already decompressed. */
  record Answer(InputStream body, Optional<String> contentType) {}

  private final HttpClient client;
  private final ScrapeTarget target;
  private final String userAgent;

  TargetClient(HttpClient client, ScrapeTarget target, String userAgent) {
    this.client = client;
    this.target = target;
    this.userAgent = userAgent;
  }

  /**
   * Asks for the metrics and gives the answer as soon as its body begins.
   *
   * @throws ScrapeException if there is no answer, or another one than 200
   * @throws IOException if a secret cannot be read
   */
  Answer get(ScrapeDeadline deadline) throws IOException {
    URI url = target.url();
    for (int redirects = 0; redirects <= MAXIMUM_REDIRECTS; redirects++) {
      HttpResponse<InputStream> response = send(url, deadline);
      Optional<URI> next = redirect(url, response);
      if (next.isEmpty()) {
        return answer(response);
      }
      response.body().close();
      url = next.get();
    }
    throw failed("stopped after " + MAXIMUM_REDIRECTS + " redirects");
  }

  private HttpResponse<InputStream> send(URI url, ScrapeDeadline deadline) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> response =
        client.sendAsync(request(url), HttpResponse.BodyHandlers.ofInputStream());
    deadline.whenOver(() -> response.cancel(true));
    try {
      HttpResponse<InputStream> received = response.get();
      deadline.whenOver(() -> closeQuietly(received.body()));
      return received;
    } catch (ExecutionException | CancellationException failure) {
      String reason =
          deadline.isExpired() ? ScrapeFailures.TOO_LATE : ScrapeFailures.describe(failure);
      throw failed("Get \"" + url + "\": " + reason);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failed("Get \"" + url + "\": interrupted");
    }
  }

  private HttpRequest request(URI url) throws IOException {
    ScrapeJob job = target.job();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            /* Without this the client offers an upgrade that some targets stumble over. */
            .version(HttpClient.Version.HTTP_1_1)
            .header("Accept", ACCEPT)
            .header("Accept-Encoding", job.compression() ? "gzip" : "identity")
            .header("User-Agent", userAgent)
            .header("X-Prometheus-Scrape-Timeout-Seconds", seconds(target.timeout()));
    if (job.credentials().isPresent() && isSameOrigin(url, target.url())) {
      request.header("Authorization", job.credentials().get().header());
    }
    return request.GET().build();
  }

  private Optional<URI> redirect(URI url, HttpResponse<InputStream> response) {
    boolean redirected =
        switch (response.statusCode()) {
          case 301, 302, 303, 307, 308 -> target.job().followRedirects();
          default -> false;
        };
    if (!redirected) {
      return Optional.empty();
    }
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI next = url.resolve(location);
      String scheme = next.getScheme().toLowerCase(Locale.ROOT);
      if (!location.isEmpty() && (scheme.equals("http") || scheme.equals("https"))) {
        return Optional.of(next);
      }
    } catch (IllegalArgumentException unreadable) {
      /* Told below, like every other place that one cannot go to. */
    }
    closeQuietly(response.body());
    throw failed("redirected to \"" + location + "\" (expected: an http or https address)");
  }

  private static Answer answer(HttpResponse<InputStream> response) throws IOException {
    if (response.statusCode() != 200) {
      closeQuietly(response.body());
      throw failed("server returned HTTP status " + HttpStatus.text(response.statusCode()));
    }
    String encoding = response.headers().firstValue("Content-Encoding").orElse("");
    InputStream body =
        encoding.equals("gzip") ? new GZIPInputStream(response.body(), 1 << 14) : response.body();
    return new Answer(body, response.headers().firstValue("Content-Type"));
  }

  private static boolean isSameOrigin(URI left, URI right) {
    return left.getScheme().equalsIgnoreCase(right.getScheme())
        && left.getHost() != null
        && left.getHost().equalsIgnoreCase(right.getHost())
        && left.getPort() == right.getPort();
  }

  private static String seconds(Duration timeout) {
    String text = Double.toString(timeout.toNanos() / 1e9);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException ignored) {
      /* It is closed because nobody wants it; how that goes does not matter. */
    }
  }

  private static ScrapeException failed(String message) {
    return new ScrapeException(ErrorKind.UNAVAILABLE, message);
  }
}
