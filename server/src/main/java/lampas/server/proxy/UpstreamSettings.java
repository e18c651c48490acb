package lampas.server.proxy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import lampas.server.proxy.upstream.UpstreamCredentials;

/**
 * Where the backend is.
 *
 * @param url with any path in front of {@code /api/v1}
 * @param connectTimeout how long a connection may take; default 5 s
 * @param credentials what the gateway shows to it
 */
public record UpstreamSettings(
    URI url, Duration connectTimeout, Optional<UpstreamCredentials> credentials) {
  public UpstreamSettings {
    String scheme = url.getScheme();
    if (url.getHost() == null
        || !("http".equals(scheme) || "https".equals(scheme))
        || url.getRawQuery() != null
        || url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "upstream URL: not one (expected: http://host:port or https://host:port and a path)");
    }
    if (!connectTimeout.isPositive()) {
      throw new IllegalArgumentException("connect timeout: " + connectTimeout + " (expected: > 0)");
    }
  }
}
