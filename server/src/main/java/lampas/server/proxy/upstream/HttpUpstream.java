package lampas.server.proxy.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A backend that speaks Prometheus's HTTP API.
 *
 * <p>Connections are kept and used again; redirects are not followed. Whoever is interrupted while
 * it asks has its connection closed, which is how backends learn that nobody wants the answer.
 */
public final class HttpUpstream implements Upstream {
  private final ExecutorService threads;
  private final HttpClient http;
  private final String base;
  private final Optional<UpstreamCredentials> credentials;

  private HttpUpstream(
      ExecutorService threads,
      HttpClient http,
      String base,
      Optional<UpstreamCredentials> credentials) {
    this.threads = threads;
    this.http = http;
    this.base = base;
    this.credentials = credentials;
  }

  /**
   * A backend at a URL.
   *
   * @param base with any path in front of {@code /api/v1}
   */
  public static HttpUpstream of(
      URI base, Duration connectTimeout, Optional<UpstreamCredentials> credentials) {
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("upstream-", 0).factory());
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(threads)
            .build();
    String text = base.toString();
    return new HttpUpstream(
        threads,
        http,
        text.endsWith("/") ? text.substring(0, text.length() - 1) : text,
        credentials);
  }

  @Override
  public RawAnswer ask(Question question, AnswerRoom room) {
    long deadline = System.nanoTime() + question.timeout().toNanos();
    HttpRequest request = request(question);
    try {
      return send(request, room, question.timeout(), deadline);
    } catch (StaleConnection stale) {
      room.clear();
      try {
        return send(request, room, question.timeout(), deadline);
      } catch (StaleConnection again) {
        throw new UpstreamException(
            UpstreamFailure.BROKEN, "backend: the connection broke before the answer", again);
      }
    }
  }

  /** A connection that ended without a byte of an answer, as one that stood idle may. */
  private static final class StaleConnection extends Exception {
    private static final long serialVersionUID = 1L;

    StaleConnection(Throwable cause) {
      super(cause);
    }
  }

  private RawAnswer send(HttpRequest request, AnswerRoom room, Duration timeout, long deadline)
      throws StaleConnection {
    BodyCollector body = new BodyCollector(room);
    CompletableFuture<HttpResponse<Integer>> answer = http.sendAsync(request, body);
    try {
      HttpResponse<Integer> response =
          answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return room.answer(response.statusCode());
    } catch (TimeoutException late) {
      throw timedOut(timeout);
    } catch (InterruptedException unwanted) {
      Thread.currentThread().interrupt();
      throw new UpstreamException(UpstreamFailure.CANCELLED, "query was canceled", unwanted);
    } catch (ExecutionException failed) {
      throw failure(failed.getCause(), body.hasBegun(), timeout);
    } finally {
      if (!answer.isDone()) {
        body.cancel();
        answer.cancel(true);
      }
    }
  }

  private static UpstreamException timedOut(Duration timeout) {
    return new UpstreamException(
        UpstreamFailure.TIMED_OUT,
        "backend: no complete answer (expected: within %s ms)".formatted(timeout.toMillis()));
  }

  private static UpstreamException failure(Throwable cause, boolean begun, Duration timeout)
      throws StaleConnection {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof UpstreamException known) {
        return known;
      }
      if (at instanceof HttpConnectTimeoutException || at instanceof ConnectException) {
        return new UpstreamException(
            UpstreamFailure.UNREACHABLE, "backend: cannot be reached", cause);
      }
      if (at instanceof HttpTimeoutException) {
        return timedOut(timeout);
      }
    }
    if (!begun && cause instanceof IOException) {
      throw new StaleConnection(cause);
    }
    return new UpstreamException(
        UpstreamFailure.BROKEN, "backend: the connection broke before the answer was whole", cause);
  }

  private HttpRequest request(Question question) {
    String form = FormText.of(question);
    String path = question.call().path().replace("{name}", LabelPath.encode(question.subject()));
    boolean post = question.call().isPost();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(base + path + (post || form.isEmpty() ? "" : "?" + form)))
            .timeout(question.timeout());
    if (post) {
      request
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString(form));
    }
    try {
      if (credentials.isPresent()) {
        request.header("Authorization", credentials.get().header());
      }
    } catch (IOException unreadable) {
      throw new UpstreamException(
          UpstreamFailure.NOT_SERVED, "backend: the gateway lacks its credentials", unreadable);
    }
    return request.build();
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
