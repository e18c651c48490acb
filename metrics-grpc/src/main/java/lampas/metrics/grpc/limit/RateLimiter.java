package lampas.metrics.grpc.limit;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Applies {@link RateLimits}: one for all calls of a server. Thread-safe. */
public final class RateLimiter {
  private final LongSupplier nanoTime;
  private final @Nullable TokenBucket total;
  private final @Nullable ClientBuckets clients;

  /**
   * A limiter whose buckets are full.
   *
   * @param nanoTime the time, as {@link System#nanoTime} tells it
   */
  public RateLimiter(RateLimits limits, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    long now = nanoTime.getAsLong();
    total = limits.total().map(rate -> new TokenBucket(rate, now)).orElse(null);
    clients =
        limits
            .perClient()
            .map(rate -> new ClientBuckets(rate, limits.maximumClients(), now))
            .orElse(null);
  }

  /**
   * Whether a client may make one more call now.
   *
   * <p>The client's own limit comes first: calls past it take nothing from what all share.
   *
   * @param client whatever equals itself for the same client
   */
  public boolean admits(Object client) {
    long now = nanoTime.getAsLong();
    if (clients != null && !clients.of(client, now).tryTake(now)) {
      return false;
    }
    return total == null || total.tryTake(now);
  }

  /** For how many clients state is kept. */
  public int clients() {
    return clients == null ? 0 : clients.size();
  }
}
