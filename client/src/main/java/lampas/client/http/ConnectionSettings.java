package lampas.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import lampas.client.tls.TlsFiles;

/**
 * How connections are made.
 *
 * @param connectTimeout how long a connection may take to be made; default 10 s
 * @param tls whom to trust and which certificate to show; default what the JDK trusts, and none
 */
public record ConnectionSettings(Duration connectTimeout, Optional<TlsFiles> tls) {
  public ConnectionSettings {
    if (!connectTimeout.isPositive()) {
      throw new IllegalArgumentException("connect timeout: " + connectTimeout + " (expected: > 0)");
    }
  }

  public static ConnectionSettings defaults() {
    return new ConnectionSettings(Duration.ofSeconds(10), Optional.empty());
  }

  public ConnectionSettings withConnectTimeout(Duration timeout) {
    return new ConnectionSettings(timeout, tls);
  }

  public ConnectionSettings withTls(TlsFiles files) {
    return new ConnectionSettings(connectTimeout, Optional.of(files));
  }

  /**
   * A client with a pool of connections, made for {@link Transport}: HTTP/1.1, so that a call which
   * is given up closes its connection and nothing else, and no redirects.
   *
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a file does not hold what it should
   */
  public HttpClient open() throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout);
    if (tls.isPresent()) {
      builder.sslContext(tls.get().context());
    }
    return builder.build();
  }
}
