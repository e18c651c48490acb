package lampas.metrics.grpc.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A bucket that fills at a rate and is full at first. Thread-safe, without locks.
 *
 * <p>Times are those of {@link System#nanoTime}.
 */
public final class TokenBucket {
  /*
   * The generic cell rate algorithm (ITU-T I.371, virtual scheduling): the only state is the time at
   * which the bucket will be full again. Each token puts it off; it may not lie further ahead than
   * filling an empty bucket takes. Times count from the creation of the bucket, so that they may be
   * compared.
   */
  private final long origin;
  private final long nanosPerToken;
  private final long nanosToFill;
  private final AtomicLong full = new AtomicLong();

  public TokenBucket(Rate rate, long nowNanos) {
    origin = nowNanos;
    nanosPerToken = rate.nanosPerToken();
    nanosToFill = rate.nanosToFill();
  }

  /** Takes a token if there is one. */
  public boolean tryTake(long nowNanos) {
    long now = nowNanos - origin;
    while (true) {
      long before = full.get();
      long after = Math.max(before, now) + nanosPerToken;
      if (after - now > nanosToFill) {
        return false;
      }
      if (full.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  /** Whether the bucket is as good as new. */
  public boolean isFull(long nowNanos) {
    return full.get() <= nowNanos - origin;
  }
}
