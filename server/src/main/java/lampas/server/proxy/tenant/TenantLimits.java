package lampas.server.proxy.tenant;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much one tenant may ask.
 *
 * @param range the longest time from start to end of a request; empty for any; default empty
 * @param reach how far before its start an expression may read, by windows, offsets, subqueries and
 *     {@code @}; empty for any; default empty
 * @param points the most steps of a range query; default 11,000
 * @param series the most series, labels or values in an answer; default 100,000
 * @param answerBytes the largest answer; default 64 MiB
 * @param queryLength the longest expression or selector, in characters; default 16,384
 * @param concurrency how many requests may be at the backend at once; default 20
 * @param queue how many more may wait for their turn; default 50
 * @param timeout the longest that one request may take, the time it waits included; default 30 s
 * @param rate requests a second, on average; empty for any; default empty
 * @param burst how many may come at once where there is a rate; default 20
 */
public record TenantLimits(
    Optional<Duration> range,
    Optional<Duration> reach,
    int points,
    int series,
    int answerBytes,
    int queryLength,
    int concurrency,
    int queue,
    Duration timeout,
    OptionalDouble rate,
    int burst) {
  public TenantLimits {
    requirePositive("points", points);
    requirePositive("series", series);
    requirePositive("answer bytes", answerBytes);
    requirePositive("query length", queryLength);
    requirePositive("concurrency", concurrency);
    requirePositive("queue", queue + 1L);
    requirePositive("timeout", timeout.toMillis());
    requirePositive("burst", burst);
    range.ifPresent(longest -> requirePositive("range", longest.toMillis()));
    reach.ifPresent(farthest -> requirePositive("reach", farthest.toMillis()));
    if (rate.isPresent() && !(rate.getAsDouble() > 0)) {
      throw new IllegalArgumentException("rate: " + rate.getAsDouble() + " (expected: > 0)");
    }
  }

  public static TenantLimits defaults() {
    return new TenantLimits(
        Optional.empty(),
        Optional.empty(),
        11_000,
        100_000,
        64 << 20,
        16_384,
        20,
        50,
        Duration.ofSeconds(30),
        OptionalDouble.empty(),
        20);
  }

  private static void requirePositive(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: > 0)");
    }
  }
}
