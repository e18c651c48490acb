package lampas.metrics.exporter;

import java.time.Duration;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * How an {@link Exporter} listens.
 *
 * @param host the name or address to listen on; {@code 0.0.0.0} for all
 * @param port the port; 0 for any that is free
 * @param maximumScrapes how many scrapes may be in flight; more get status 503
 * @param grace how long {@link Exporter#close} waits for scrapes in flight
 */
public record ExporterOptions(String host, int port, int maximumScrapes, Duration grace) {
  /**
   * Checks the options.
   *
   * @throws MetricsException USER if one of them is wrong
   */
  public ExporterOptions {
    require(!host.isBlank(), "host: empty (expected: a name or an address)");
    require(port >= 0 && port <= 65_535, "port: " + port + " (expected: 0 to 65535)");
    require(maximumScrapes > 0, "maximum scrapes: " + maximumScrapes + " (expected: > 0)");
    require(!grace.isNegative(), "grace: " + grace + " (expected: 0 or more)");
  }

  /** Listens on all addresses, takes 10 scrapes at a time, and waits 5 seconds at the end. */
  public static ExporterOptions onPort(int port) {
    return new ExporterOptions("0.0.0.0", port, 10, Duration.ofSeconds(5));
  }

  /** Like {@link #onPort}, but out of reach for other machines. */
  public static ExporterOptions onLoopback(int port) {
    return onPort(port).withHost("127.0.0.1");
  }

  public ExporterOptions withHost(String host) {
    return new ExporterOptions(host, port, maximumScrapes, grace);
  }

  public ExporterOptions withMaximumScrapes(int maximumScrapes) {
    return new ExporterOptions(host, port, maximumScrapes, grace);
  }

  public ExporterOptions withGrace(Duration grace) {
    return new ExporterOptions(host, port, maximumScrapes, grace);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MetricsException(ErrorKind.USER, "exporter " + message);
    }
  }
}
