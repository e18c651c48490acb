package lampas.client.http;

import java.time.Duration;
import java.util.Optional;

/** The bounds of the requests to one backend, and who asks. */
public record TransportSettings(
    Duration timeout,
    long maximumAnswerBytes,
    RetrySettings retries,
    BreakerSettings breaker,
    ConcurrencySettings concurrency,
    Credentials credentials,
    Optional<Tenant> tenant) {}
