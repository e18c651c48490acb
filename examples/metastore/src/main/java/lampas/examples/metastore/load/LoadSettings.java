package lampas.examples.metastore.load;

import java.time.Duration;
import java.util.List;

/**
 * A load and its bounds.
 *
 * @param endpoints where the store listens, as host:port; clients are spread over them
 * @param requestsPerSecond how many requests all clients together send
 * @param duration how long
 * @param clients how many clients there are, each with a connection of its own
 */
public record LoadSettings(
    List<String> endpoints, int requestsPerSecond, Duration duration, int clients) {
  private static final int HIGHEST_RATE = 50_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one of them is wrong
   */
  public LoadSettings {
    endpoints = List.copyOf(endpoints);
    require(!endpoints.isEmpty(), "endpoints: none (expected: host:port)");
    require(
        requestsPerSecond >= 1 && requestsPerSecond <= HIGHEST_RATE,
        "rate: " + requestsPerSecond + " (expected: 1 to " + HIGHEST_RATE + " requests/s)");
    require(
        duration.isPositive() && duration.compareTo(LONGEST) <= 0,
        "duration: " + duration + " (expected: more than 0, at most " + LONGEST + ")");
    require(clients >= 1 && clients <= 100, "clients: " + clients + " (expected: 1 to 100)");
  }

  String endpoint(int client) {
    return endpoints.get(client % endpoints.size());
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
