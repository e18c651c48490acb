package lampas.client.http;

import java.time.Duration;
import java.util.Optional;

/**
 * An answer whose status says that the request failed.
 *
 * @param status the HTTP status, 400 or above
 * @param contentType as the backend says it; empty if it does not
 * @param text the beginning of the body
 * @param retryAfter how long the backend asks to wait before the next request
 */
public record ErrorAnswer(
    int status, String contentType, String text, Optional<Duration> retryAfter) {}
