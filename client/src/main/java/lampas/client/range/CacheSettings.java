package lampas.client.range;

import java.time.Duration;

/**
 * What {@link CachedRanges} keeps, and for how long.
 *
 * @param bytes how much it may hold, estimated; default 64 MiB
 * @param freshness how old the newest sample that an answer may look at must be for the answer to
 *     be kept, since late samples may still come; default 10 minutes
 * @param maximumAge after how long an answer is asked for again, since old samples may be deleted,
 *     expire, or be filled in; default 1 hour
 * @param concurrency how many missing parts are asked for at a time, those of all queries together;
 *     default 4
 * @param timeout how long all missing parts of a query may take that brings no timeout; default 2
 *     minutes
 */
public record CacheSettings(
    long bytes, Duration freshness, Duration maximumAge, int concurrency, Duration timeout) {
  /* Times of so many nanoseconds can still be added up. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  public CacheSettings {
    if (bytes <= 0) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: > 0)");
    }
    if (freshness.isNegative() || freshness.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "freshness: " + freshness + " (expected: 0 to 36500 days)");
    }
    if (maximumAge.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "maximum age: " + maximumAge + " (expected: at most 36500 days)");
    }
    requirePositive("maximum age", maximumAge);
    requirePositive("timeout", timeout);
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency: " + concurrency + " (expected: at least 1)");
    }
  }

  public static CacheSettings defaults() {
    return new CacheSettings(
        64L << 20, Duration.ofMinutes(10), Duration.ofHours(1), 4, Duration.ofMinutes(2));
  }

  public CacheSettings withBytes(long most) {
    return new CacheSettings(most, freshness, maximumAge, concurrency, timeout);
  }

  public CacheSettings withFreshness(Duration age) {
    return new CacheSettings(bytes, age, maximumAge, concurrency, timeout);
  }

  public CacheSettings withMaximumAge(Duration age) {
    return new CacheSettings(bytes, freshness, age, concurrency, timeout);
  }

  public CacheSettings withConcurrency(int parts) {
    return new CacheSettings(bytes, freshness, maximumAge, parts, timeout);
  }

  public CacheSettings withTimeout(Duration longest) {
    return new CacheSettings(bytes, freshness, maximumAge, concurrency, longest);
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.toMillis() <= 0) {
      throw new IllegalArgumentException(what + ": " + duration + " (expected: at least 1ms)");
    }
  }
}
