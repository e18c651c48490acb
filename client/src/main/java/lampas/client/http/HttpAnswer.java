package lampas.client.http;

import java.io.InputStream;

/**
 * An answer that has begun.
 *
 * @param status the HTTP status, below 300
 * @param contentType as the backend says it; empty if it does not
 * @param body unpacked; reading ends with a {@link TransportException} at the deadline, at the
 *     largest size, and where the connection breaks
 */
public record HttpAnswer(int status, String contentType, InputStream body) {}
