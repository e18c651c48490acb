package lampas.metrics.grpc.limit;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The buckets of clients, of which there are never more than a given number. */
final class ClientBuckets {
  private static final long NANOS_BETWEEN_SWEEPS = 100_000_000;

  /*
   * A full bucket is as good as none. When there is no room for a new client, those that are full go;
   * who is refused cannot get a fresh bucket that way. While all are in use, further clients share one.
   */
  private final ConcurrentHashMap<Object, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final Rate rate;
  private final int maximum;
  private final long origin;
  private long nextSweep;
  private final TokenBucket shared;

  ClientBuckets(Rate rate, int maximum, long nowNanos) {
    this.rate = rate;
    this.maximum = maximum;
    this.origin = nowNanos;
    this.shared = new TokenBucket(rate, nowNanos);
  }

  TokenBucket of(Object client, long nowNanos) {
    @Nullable TokenBucket known = buckets.get(client);
    return known != null ? known : add(client, nowNanos);
  }

  int size() {
    return buckets.size();
  }

  /* One at a time, or the number could pass the maximum. New clients are rare among calls. */
  private synchronized TokenBucket add(Object client, long nowNanos) {
    if (buckets.size() >= maximum) {
      sweep(nowNanos);
    }
    if (buckets.size() < maximum) {
      return buckets.computeIfAbsent(client, absent -> new TokenBucket(rate, nowNanos));
    }
    @Nullable TokenBucket known = buckets.get(client);
    return known != null ? known : shared;
  }

  private void sweep(long nowNanos) {
    long now = nowNanos - origin;
    if (now >= nextSweep) {
      nextSweep = now + NANOS_BETWEEN_SWEEPS;
      buckets.values().removeIf(bucket -> bucket.isFull(nowNanos));
    }
  }
}
