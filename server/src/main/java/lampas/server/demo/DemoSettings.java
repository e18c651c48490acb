package lampas.server.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the demo starts with; port 0 chooses a free one.
 *
 * @param serverPort of the Lampas server
 * @param exporterPort of the shop's {@code /metrics}
 * @param shopPort of the shop itself
 * @param requestsPerSecond how much load there is
 * @param requests how many requests are sent in all; empty: as many as time allows
 * @param duration how long load is sent; empty: until it is told to stop
 * @param metadataStore the packaged example, which runs beside the shop; empty: it does not
 * @param agentPlatform the packaged example, the same
 */
public record DemoSettings(
    int serverPort,
    int exporterPort,
    int shopPort,
    int requestsPerSecond,
    OptionalInt requests,
    Optional<Duration> duration,
    Optional<Path> metadataStore,
    Optional<Path> agentPlatform) {
  private static final int HIGHEST_RATE = 2_000;

  public DemoSettings {
    if (requestsPerSecond < 1 || requestsPerSecond > HIGHEST_RATE) {
      throw new IllegalArgumentException(
          "rate: " + requestsPerSecond + " (expected: 1 to " + HIGHEST_RATE + " requests/s)");
    }
    if (requests.isPresent() && requests.getAsInt() < LoadGenerator.FULL_ROUND) {
      throw new IllegalArgumentException(
          "requests: %s (expected: %s or more, so that every kind of request comes once)"
              .formatted(requests.getAsInt(), LoadGenerator.FULL_ROUND));
    }
    if (duration.isPresent() && duration.get().compareTo(Duration.ofSeconds(2)) < 0) {
      throw new IllegalArgumentException(
          "duration: " + duration.get().toMillis() + " ms (expected: 2s or more)");
    }
  }
}
