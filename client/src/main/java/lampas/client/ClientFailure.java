package lampas.client;

import java.time.Duration;

/** Why a request has no answer. */
public sealed interface ClientFailure {
  /**
   * The far side understood the request and refused it.
   *
   * @param status the HTTP status
   * @param errorType the backend's own word, for example {@code bad_data}; the {@link #type()}
   *     where it has none
   * @param message the backend's own message
   */
  record Refused(int status, String errorType, String message) implements ClientFailure {
    /** The kind of error, the same for all backends. */
    public ErrorType type() {
      return ErrorType.of(status, errorType, message);
    }
  }

  /** No connection, or it broke before the answer was complete. */
  record Unreachable(String what) implements ClientFailure {}

  /** The answer was not complete in time. */
  record TimedOut(Duration timeout) implements ClientFailure {}

  /** The answer is larger than the client may take. */
  record TooLarge(long maximumBytes) implements ClientFailure {}

  /** What came back is not an answer of Prometheus's HTTP API. */
  record Unreadable(int status, String what) implements ClientFailure {}

  /** The backend sends the request to where it is not followed, another host above all. */
  record Redirected(int status, String what) implements ClientFailure {}

  /** So many calls are in flight, and so many wait for their turn, that this one was not begun. */
  record Busy(int calls, int waiting) implements ClientFailure {}

  /** The backend failed too often of late, so that it is left alone for a while. */
  record Suspended(Duration left) implements ClientFailure {}

  /** The credentials cannot be read. */
  record NoCredentials(String what) implements ClientFailure {}

  /** The calling thread was interrupted. */
  record Interrupted() implements ClientFailure {}
}
