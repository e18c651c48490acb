package lampas.server.proxy.upstream;

/**
 * An answer as the backend sent it.
 *
 * @param status the HTTP status
 * @param body holds the body from its start
 * @param length how much of the array is the body
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and copied by nobody: a hot path.
public record RawAnswer(int status, byte[] body, int length) {}
