package lampas.client;

import java.time.Duration;

/** Why a request has no answer. */
public sealed interface ClientFailure {
  /**
   * The far side understood the request and refused it.
   *
   * @param status the HTTP status
   * @param errorType Prometheus's own word, for example {@code bad_data}
   * @param message Prometheus's own message
   */
  record Refused(int status, String errorType, String message) implements ClientFailure {}

  /** No connection, or it broke before the answer was complete. */
  record Unreachable(String what) implements ClientFailure {}

  /** The answer was not complete in time. */
  record TimedOut(Duration timeout) implements ClientFailure {}

  /** The answer is larger than the client may take. */
  record TooLarge(long maximumBytes) implements ClientFailure {}

  /** What came back is not an answer of Prometheus's HTTP API. */
  record Unreadable(int status, String what) implements ClientFailure {}

  /** The calling thread was interrupted. */
  record Interrupted() implements ClientFailure {}
}
