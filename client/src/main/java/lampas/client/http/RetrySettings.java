package lampas.client.http;

import java.time.Duration;

/**
 * How often and when a request is sent again. Only requests that change nothing are, and only after
 * failures that may pass: no connection, or one that ended before the answer began; status 429,
 * 502, 503 and 504, unless the backend says that the query is at fault.
 *
 * @param attempts how often a request is sent at most; default 3, 1 for never again
 * @param firstPause the longest pause before the second attempt, doubled before each further one;
 *     the pause itself is a random part of it; default 100 ms
 * @param longestPause no pause is longer, and one that a backend asks for by {@code Retry-After}
 *     and that would be longer ends the call; default 10 s
 * @param budget how many retries there may be in a row; default 10
 * @param budgetShare what each call adds to the budget: 0.1, the default, allows one retry for each
 *     10 calls in the long run
 */
public record RetrySettings(
    int attempts, Duration firstPause, Duration longestPause, int budget, double budgetShare) {
  public RetrySettings {
    if (attempts <= 0) {
      throw new IllegalArgumentException("attempts: " + attempts + " (expected: > 0)");
    }
    if (firstPause.isNegative()) {
      throw new IllegalArgumentException("first pause: " + firstPause + " (expected: >= 0)");
    }
    if (longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "longest pause: %s (expected: at least the first, %s)"
              .formatted(longestPause, firstPause));
    }
    if (budget < 0) {
      throw new IllegalArgumentException("budget: " + budget + " (expected: >= 0)");
    }
    if (!(budgetShare >= 0 && budgetShare <= 1)) {
      throw new IllegalArgumentException(
          "budget share: " + budgetShare + " (expected: from 0 to 1)");
    }
  }

  public static RetrySettings defaults() {
    return new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(10), 10, 0.1);
  }

  /** Every request is sent once. */
  public static RetrySettings never() {
    return defaults().withAttempts(1);
  }

  public RetrySettings withAttempts(int attempts) {
    return new RetrySettings(attempts, firstPause, longestPause, budget, budgetShare);
  }

  public RetrySettings withPauses(Duration first, Duration longest) {
    return new RetrySettings(attempts, first, longest, budget, budgetShare);
  }

  public RetrySettings withBudget(int retries, double share) {
    return new RetrySettings(attempts, firstPause, longestPause, retries, share);
  }
}
