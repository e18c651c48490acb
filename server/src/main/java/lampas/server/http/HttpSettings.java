package lampas.server.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a server listens and what it bounds.
 *
 * @param host the address to listen on, empty for all; default {@code 127.0.0.1}
 * @param port the port to listen on, 0 for a free one; default 0
 * @param maximumConnections how many clients may be connected at once; default 512
 * @param maximumFormBytes how large a form in a request's body may be; default 2 MiB
 * @param formTimeout how long a form may take to arrive; default 30 s
 * @param idleTimeout how long a connection may stand still; default 60 s
 * @param stopTimeout how long requests may take to finish when the server stops; default 10 s
 * @param tls how connections are encrypted; empty for plain HTTP; default empty
 */
public record HttpSettings(
    String host,
    int port,
    int maximumConnections,
    int maximumFormBytes,
    Duration formTimeout,
    Duration idleTimeout,
    Duration stopTimeout,
    Optional<ServerTls> tls) {
  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
    }
    requirePositive("maximum connections", maximumConnections);
    requirePositive("maximum form bytes", maximumFormBytes);
    requirePositive("form timeout", formTimeout.toMillis());
    requirePositive("idle timeout", idleTimeout.toMillis());
    requirePositive("stop timeout", stopTimeout.toMillis());
  }

  public static HttpSettings defaults() {
    return new HttpSettings(
        "127.0.0.1",
        0,
        512,
        2 << 20,
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Optional.empty());
  }

  public HttpSettings withAddress(String host, int port) {
    return new HttpSettings(
        host,
        port,
        maximumConnections,
        maximumFormBytes,
        formTimeout,
        idleTimeout,
        stopTimeout,
        tls);
  }

  public HttpSettings withMaximumConnections(int count) {
    return new HttpSettings(
        host, port, count, maximumFormBytes, formTimeout, idleTimeout, stopTimeout, tls);
  }

  public HttpSettings withTimeouts(Duration form, Duration idle, Duration stop) {
    return new HttpSettings(
        host, port, maximumConnections, maximumFormBytes, form, idle, stop, tls);
  }

  public HttpSettings withTls(ServerTls encryption) {
    return new HttpSettings(
        host,
        port,
        maximumConnections,
        maximumFormBytes,
        formTimeout,
        idleTimeout,
        stopTimeout,
        Optional.of(encryption));
  }

  private static void requirePositive(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: > 0)");
    }
  }
}
