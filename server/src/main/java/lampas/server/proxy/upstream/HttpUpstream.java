package lampas.server.proxy.upstream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import lampas.client.LabelPath;
import org.jspecify.annotations.Nullable;

/**
 * A backend that speaks Prometheus's HTTP API.
 *
 * <p>Connections are kept and used again; redirects are not followed, nor is anything compressed.
 * Whoever is interrupted while it asks, on a virtual thread, has its connection closed, which is
 * how backends learn that nobody wants the answer.
 */
public final class HttpUpstream implements Upstream {
  private final ConnectionPool pool;
  private final String path;
  private final String constantHeaders;
  private final Optional<UpstreamCredentials> credentials;

  private HttpUpstream(
      ConnectionPool pool,
      String path,
      String constantHeaders,
      Optional<UpstreamCredentials> credentials) {
    this.pool = pool;
    this.path = path;
    this.constantHeaders = constantHeaders;
    this.credentials = credentials;
  }

  /**
   * A backend at a URL.
   *
   * @param base with any path in front of {@code /api/v1}
   */
  public static HttpUpstream of(
      URI base, Duration connectTimeout, Optional<UpstreamCredentials> credentials) {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    return new HttpUpstream(
        new ConnectionPool(base, connectTimeout),
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path,
        "Host: %s\r\nUser-Agent: lampas-gateway\r\nAccept: application/json\r\n"
            .formatted(base.getRawAuthority()),
        credentials);
  }

  @Override
  public RawAnswer ask(Question question, AnswerRoom room) {
    long deadline = System.nanoTime() + question.timeout().toNanos();
    byte[] request = request(question);
    @Nullable UpstreamConnection connection = pool.takeIdle();
    while (connection != null) {
      try {
        return exchange(connection, request, room, deadline);
      } catch (IOException broken) {
        /* A connection that stood idle may have been closed meanwhile; the next is as old. */
        if (connection.hasBegun() || !isStale(broken)) {
          throw failure(broken, question);
        }
        room.clear();
        connection = null;
      }
    }
    try {
      return exchange(connect(question, deadline), request, room, deadline);
    } catch (IOException broken) {
      throw failure(broken, question);
    }
  }

  private static boolean isStale(IOException broken) {
    return !(broken instanceof InterruptedIOException) && !Thread.currentThread().isInterrupted();
  }

  private UpstreamConnection connect(Question question, long deadline) {
    try {
      return pool.connect(deadline);
    } catch (IOException failed) {
      if (Thread.currentThread().isInterrupted()) {
        throw failure(failed, question);
      }
      throw new UpstreamException(
          UpstreamFailure.UNREACHABLE, "backend: cannot be reached", failed);
    }
  }

  private RawAnswer exchange(
      UpstreamConnection connection, byte[] request, AnswerRoom room, long deadline)
      throws IOException {
    boolean whole = false;
    try {
      int status = connection.exchange(request, room, deadline);
      whole = connection.isReusable();
      return room.answer(status);
    } finally {
      if (whole) {
        pool.giveBack(connection);
      } else {
        connection.close();
      }
    }
  }

  private static UpstreamException failure(IOException broken, Question question) {
    if (Thread.currentThread().isInterrupted()) {
      return new UpstreamException(UpstreamFailure.CANCELLED, "query was canceled", broken);
    }
    if (broken instanceof SocketTimeoutException) {
      return new UpstreamException(
          UpstreamFailure.TIMED_OUT,
          "backend: no complete answer (expected: within %s ms)"
              .formatted(question.timeout().toMillis()),
          broken);
    }
    return new UpstreamException(
        UpstreamFailure.BROKEN,
        "backend: the connection broke before the answer was whole",
        broken);
  }

  private byte[] request(Question question) {
    String form = FormText.of(question);
    boolean post = question.call().isPost();
    String target =
        path + question.call().path().replace("{name}", LabelPath.of(question.subject()));
    StringBuilder head = new StringBuilder(400 + form.length());
    head.append(post ? "POST " : "GET ").append(target);
    if (!post && !form.isEmpty()) {
      head.append('?').append(form);
    }
    head.append(" HTTP/1.1\r\n").append(constantHeaders);
    credentials.ifPresent(
        given -> head.append("Authorization: ").append(header(given)).append("\r\n"));
    if (post) {
      head.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
          .append(form.length())
          .append("\r\n\r\n")
          .append(form);
    } else {
      head.append("\r\n");
    }
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String header(UpstreamCredentials credentials) {
    try {
      String header = credentials.header();
      if (header.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
        return header;
      }
      throw new IOException("credentials with characters that no header has");
    } catch (IOException unreadable) {
      throw new UpstreamException(
          UpstreamFailure.NOT_SERVED, "backend: the gateway lacks its credentials", unreadable);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
