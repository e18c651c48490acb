package lampas.metrics.exporter;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpsConfigurator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lampas.metrics.MetricsException;
import lampas.metrics.exposition.ExpositionOptions.CreatedLines;
import lampas.model.error.ErrorKind;

/**
 * How an {@link Exporter} listens.
 *
 * @param host the name or address to listen on; {@code 0.0.0.0} for all
 * @param port the port; 0 for any that is free
 * @param maximumScrapes how many scrapes may be in flight; more get status 503
 * @param limit how long collectors may take, or less if the scraper says so, and then how long the
 *     client may take to read the answer
 * @param grace how long {@link Exporter#close} waits for scrapes in flight
 * @param createdLines whether OpenMetrics text has {@code _created} lines
 * @param https how connections are encrypted; not at all if empty
 * @param authenticator who may ask; everyone if empty
 * @param filters what each request goes through, in this order and before authentication, to add
 *     response headers for example
 */
public record ExporterOptions(
    String host,
    int port,
    int maximumScrapes,
    Duration limit,
    Duration grace,
    CreatedLines createdLines,
    Optional<HttpsConfigurator> https,
    Optional<Authenticator> authenticator,
    List<Filter> filters) {
  /**
   * Checks the options.
   *
   * @throws MetricsException USER if one of them is wrong
   */
  public ExporterOptions {
    require(!host.isBlank(), "host: empty (expected: a name or an address)");
    require(port >= 0 && port <= 65_535, "port: " + port + " (expected: 0 to 65535)");
    require(maximumScrapes > 0, "maximum scrapes: " + maximumScrapes + " (expected: > 0)");
    require(limit.isPositive(), "limit: " + limit + " (expected: > 0)");
    require(!grace.isNegative(), "grace: " + grace + " (expected: 0 or more)");
    filters = List.copyOf(filters);
  }

  /**
   * Listens on all addresses, takes 10 scrapes at a time of 30 seconds each, and waits 5 seconds at
   * the end; without created lines, encryption and authentication.
   */
  public static ExporterOptions onPort(int port) {
    return new ExporterOptions(
        "0.0.0.0",
        port,
        10,
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        CreatedLines.LEFT_OUT,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Like {@link #onPort}, but out of reach for other machines. */
  public static ExporterOptions onLoopback(int port) {
    return onPort(port).withHost("127.0.0.1");
  }

  public ExporterOptions withHost(String host) {
    return new ExporterOptions(
        host, port, maximumScrapes, limit, grace, createdLines, https, authenticator, filters);
  }

  public ExporterOptions withMaximumScrapes(int maximumScrapes) {
    return new ExporterOptions(
        host, port, maximumScrapes, limit, grace, createdLines, https, authenticator, filters);
  }

  public ExporterOptions withLimit(Duration limit) {
    return new ExporterOptions(
        host, port, maximumScrapes, limit, grace, createdLines, https, authenticator, filters);
  }

  public ExporterOptions withGrace(Duration grace) {
    return new ExporterOptions(
        host, port, maximumScrapes, limit, grace, createdLines, https, authenticator, filters);
  }

  public ExporterOptions withCreatedLines(CreatedLines createdLines) {
    return new ExporterOptions(
        host, port, maximumScrapes, limit, grace, createdLines, https, authenticator, filters);
  }

  /** Encrypts connections. */
  public ExporterOptions withHttps(HttpsConfigurator https) {
    return new ExporterOptions(
        host,
        port,
        maximumScrapes,
        limit,
        grace,
        createdLines,
        Optional.of(https),
        authenticator,
        filters);
  }

  /** Lets only those in whom the authenticator accepts. */
  public ExporterOptions withAuthenticator(Authenticator authenticator) {
    return new ExporterOptions(
        host,
        port,
        maximumScrapes,
        limit,
        grace,
        createdLines,
        https,
        Optional.of(authenticator),
        filters);
  }

  /** Sends each request through one more filter, behind those that are there. */
  public ExporterOptions withFilter(Filter filter) {
    List<Filter> more = Stream.concat(filters.stream(), Stream.of(filter)).toList();
    return new ExporterOptions(
        host, port, maximumScrapes, limit, grace, createdLines, https, authenticator, more);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new MetricsException(ErrorKind.USER, "exporter " + message);
    }
  }
}
