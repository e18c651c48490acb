package lampas.server.view;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the views ask, and how much they allow.
 *
 * @param backend where the metrics are, with any path in front of {@code /api/v1}; never shown to
 *     clients; empty if the backend is not reached by a URL
 * @param namespace what the names of the services' metrics begin with, without the underscore;
 *     default {@code asdlc}, may be empty
 * @param queryTimeout how long the backend may take to answer; default 30 s
 * @param healthTimeout how long it may take to say that it is there; default 5 s
 * @param maximumRange the longest range or window; default 31 days
 * @param maximumPoints the most points a series over a range; default 11,000
 * @param maximumQueryLength the longest query in characters; default 10,000
 * @param staleAfter how old the newest sample of a series may be; default 2 minutes
 * @param memory how long ago a series may have ended to be known at all; default 1 hour
 */
public record ViewSettings(
    Optional<URI> backend,
    String namespace,
    Duration queryTimeout,
    Duration healthTimeout,
    Duration maximumRange,
    int maximumPoints,
    int maximumQueryLength,
    Duration staleAfter,
    Duration memory) {
  /** The environment variable that says where the metrics are. */
  public static final String BACKEND_VARIABLE = "VICTORIAMETRICS_URL";

  public ViewSettings {
    requirePositive("query timeout", queryTimeout.toMillis());
    requirePositive("health timeout", healthTimeout.toMillis());
    requirePositive("maximum range", maximumRange.toMillis());
    requirePositive("maximum points", maximumPoints);
    requirePositive("maximum query length", maximumQueryLength);
    requirePositive("stale after", staleAfter.toMillis());
    requirePositive("memory", memory.toMillis());
    if (!namespace.matches("[a-zA-Z_][a-zA-Z0-9_]*|")) {
      throw new ViewException(
          "namespace: \"" + namespace + "\" (expected: letters, digits and underscores, or empty)");
    }
    backend.ifPresent(ViewSettings::check);
  }

  public static ViewSettings defaults() {
    return new ViewSettings(
        Optional.empty(),
        "asdlc",
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofDays(31),
        11_000,
        10_000,
        Duration.ofMinutes(2),
        Duration.ofHours(1));
  }

  /**
   * The defaults, and the backend of the variable {@value #BACKEND_VARIABLE} if it is set.
   *
   * @throws ViewException if the variable is no URL of HTTP
   */
  public static ViewSettings fromEnvironment(Map<String, String> environment) {
    String url = environment.getOrDefault(BACKEND_VARIABLE, "").strip();
    if (url.isEmpty()) {
      return defaults();
    }
    try {
      return defaults().withBackend(new URI(url));
    } catch (URISyntaxException malformed) {
      throw notHttp();
    }
  }

  public ViewSettings withBackend(URI backend) {
    return new ViewSettings(
        Optional.of(backend),
        namespace,
        queryTimeout,
        healthTimeout,
        maximumRange,
        maximumPoints,
        maximumQueryLength,
        staleAfter,
        memory);
  }

  public ViewSettings withNamespace(String namespace) {
    return new ViewSettings(
        backend,
        namespace,
        queryTimeout,
        healthTimeout,
        maximumRange,
        maximumPoints,
        maximumQueryLength,
        staleAfter,
        memory);
  }

  public ViewSettings withTimeouts(Duration query, Duration health) {
    return new ViewSettings(
        backend,
        namespace,
        query,
        health,
        maximumRange,
        maximumPoints,
        maximumQueryLength,
        staleAfter,
        memory);
  }

  public ViewSettings withLimits(Duration range, int points, int queryLength) {
    return new ViewSettings(
        backend,
        namespace,
        queryTimeout,
        healthTimeout,
        range,
        points,
        queryLength,
        staleAfter,
        memory);
  }

  public ViewSettings withAges(Duration staleAfter, Duration memory) {
    return new ViewSettings(
        backend,
        namespace,
        queryTimeout,
        healthTimeout,
        maximumRange,
        maximumPoints,
        maximumQueryLength,
        staleAfter,
        memory);
  }

  private static void check(URI backend) {
    boolean http = "http".equals(backend.getScheme()) || "https".equals(backend.getScheme());
    if (!http || backend.getHost() == null) {
      throw notHttp();
    }
  }

  /* The URL may hold a password: it is not in the message. */
  private static ViewException notHttp() {
    return new ViewException(
        BACKEND_VARIABLE + ": no such address (expected: http://host:port or https://host:port)");
  }

  private static void requirePositive(String what, long value) {
    if (value <= 0) {
      throw new ViewException(what + ": " + value + " (expected: > 0)");
    }
  }
}
