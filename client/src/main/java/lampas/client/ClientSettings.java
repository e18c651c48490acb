package lampas.client;

import java.time.Duration;
import java.util.Optional;
import lampas.client.http.BreakerSettings;
import lampas.client.http.ConcurrencySettings;
import lampas.client.http.Credentials;
import lampas.client.http.RetrySettings;
import lampas.client.http.Tenant;
import lampas.client.http.TransportSettings;

/**
 * The bounds of the requests to one backend, and who asks. Immutable.
 *
 * @param timeout from the call to the last byte of the answer, waiting and retries included; sent
 *     to the backend too; default 2 minutes
 * @param maximumAnswerBytes how large an answer may be once unpacked; default 256 MiB, and no more
 *     than an eighth of the heap
 * @param retries what is sent again
 * @param breaker when the backend is left alone for a while
 * @param concurrency how many calls there may be at a time
 * @param credentials what proves who asks; default nothing
 * @param tenant whose data is asked for; default nobody's
 */
public record ClientSettings(
    Duration timeout,
    long maximumAnswerBytes,
    RetrySettings retries,
    BreakerSettings breaker,
    ConcurrencySettings concurrency,
    Credentials credentials,
    Optional<Tenant> tenant) {
  private static final long LARGEST_ANSWER = 256L << 20;

  public ClientSettings {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout: " + timeout + " (expected: > 0)");
    }
    if (maximumAnswerBytes <= 0) {
      throw new IllegalArgumentException(
          "maximum answer bytes: " + maximumAnswerBytes + " (expected: > 0)");
    }
  }

  /** The defaults, but for these. */
  public ClientSettings(Duration timeout, long maximumAnswerBytes) {
    this(
        timeout,
        maximumAnswerBytes,
        RetrySettings.defaults(),
        BreakerSettings.defaults(),
        ConcurrencySettings.defaults(),
        Credentials.none(),
        Optional.empty());
  }

  public static ClientSettings defaults() {
    return new ClientSettings(
        Duration.ofMinutes(2), Math.min(LARGEST_ANSWER, Runtime.getRuntime().maxMemory() / 8));
  }

  public ClientSettings withTimeout(Duration timeout) {
    return new ClientSettings(
        timeout, maximumAnswerBytes, retries, breaker, concurrency, credentials, tenant);
  }

  public ClientSettings withMaximumAnswerBytes(long bytes) {
    return new ClientSettings(timeout, bytes, retries, breaker, concurrency, credentials, tenant);
  }

  public ClientSettings withRetries(RetrySettings retries) {
    return new ClientSettings(
        timeout, maximumAnswerBytes, retries, breaker, concurrency, credentials, tenant);
  }

  public ClientSettings withBreaker(BreakerSettings breaker) {
    return new ClientSettings(
        timeout, maximumAnswerBytes, retries, breaker, concurrency, credentials, tenant);
  }

  public ClientSettings withConcurrency(ConcurrencySettings concurrency) {
    return new ClientSettings(
        timeout, maximumAnswerBytes, retries, breaker, concurrency, credentials, tenant);
  }

  public ClientSettings withCredentials(Credentials credentials) {
    return new ClientSettings(
        timeout, maximumAnswerBytes, retries, breaker, concurrency, credentials, tenant);
  }

  public ClientSettings withTenant(Tenant tenant) {
    return new ClientSettings(
        timeout,
        maximumAnswerBytes,
        retries,
        breaker,
        concurrency,
        credentials,
        Optional.of(tenant));
  }

  TransportSettings transport() {
    return new TransportSettings(
        timeout, maximumAnswerBytes, retries, breaker, concurrency, credentials, tenant);
  }
}
