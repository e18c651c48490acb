package lampas.client;

import java.net.URI;

/** What a base URL must be. */
final class BaseUrl {
  private BaseUrl() {}

  /** Fails without showing it. */
  static void check(URI base) {
    String scheme = base.getScheme();
    if (base.getHost() == null
        || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
      throw new IllegalArgumentException(
          "base URL: no host or wrong scheme (expected: http://host:port or https://host:port)");
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      throw new IllegalArgumentException("base URL: has a query (expected: only a path)");
    }
    if (base.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "base URL: has a user (expected: Credentials in the settings)");
    }
  }
}
