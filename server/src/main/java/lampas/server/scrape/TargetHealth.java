package lampas.server.scrape;

import java.util.Locale;

/** How the last scrape of a target went. */
public enum TargetHealth {
  UP,
  DOWN,
  /** There was no scrape yet. */
  UNKNOWN;

  /** The name in Prometheus's HTTP API: {@code up}, {@code down}, {@code unknown}. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
