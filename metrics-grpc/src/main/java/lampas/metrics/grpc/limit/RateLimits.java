package lampas.metrics.grpc.limit;

import java.util.Optional;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/**
 * How many calls a server takes.
 *
 * @param total of all clients together; empty for no limit
 * @param perClient of each client; empty for no limit
 * @param maximumClients for how many clients at a time state is kept; those past it share one
 *     bucket
 */
public record RateLimits(Optional<Rate> total, Optional<Rate> perClient, int maximumClients) {
  public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty(), 10_000);

  /**
   * Checks the limits.
   *
   * @throws MetricsException USER if there may be no client
   */
  public RateLimits {
    if (maximumClients < 1) {
      throw new MetricsException(
          ErrorKind.USER, "rate limits: " + maximumClients + " clients (expected: 1 or more)");
    }
  }

  public RateLimits withTotal(Rate total) {
    return new RateLimits(Optional.of(total), perClient, maximumClients);
  }

  public RateLimits withPerClient(Rate perClient) {
    return new RateLimits(total, Optional.of(perClient), maximumClients);
  }

  public RateLimits withMaximumClients(int maximumClients) {
    return new RateLimits(total, perClient, maximumClients);
  }

  public boolean isNone() {
    return total.isEmpty() && perClient.isEmpty();
  }
}
