package lampas.server.proxy;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** Lets a number of requests a second through, and some at once after a pause. Thread-safe. */
final class TokenBucket {
  private final double perNano;
  private final double burst;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledAt;

  TokenBucket(double perSecond, int burst, LongSupplier nanoTime) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.tokens = burst;
    this.filledAt = nanoTime.getAsLong();
  }

  /** Takes a token; without one, the seconds until there will be one. */
  synchronized OptionalDouble take() {
    long now = nanoTime.getAsLong();
    tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
    filledAt = now;
    if (tokens >= 1) {
      tokens -= 1;
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((1 - tokens) / perNano / 1e9);
  }
}
