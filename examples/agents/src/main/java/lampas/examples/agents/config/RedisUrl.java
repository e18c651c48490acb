package lampas.examples.agents.config;

import java.net.URI;
import java.util.Set;

/** Checks and shows the URLs of Redis, which may hold a password. */
public final class RedisUrl {
  private static final Set<String> SCHEMES = Set.of("redis", "rediss");

  private RedisUrl() {}

  /* Its exception says nothing of the text, which may hold a password. */
  static String check(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null) {
        return text;
      }
    } catch (IllegalArgumentException unreadable) {
      throw new IllegalArgumentException("no URL");
    }
    throw new IllegalArgumentException("not of a Redis");
  }

  /** Host and port, without user and password. */
  public static String shown(String url) {
    URI uri = URI.create(url);
    return uri.getHost() + ":" + (uri.getPort() < 0 ? 6379 : uri.getPort());
  }
}
