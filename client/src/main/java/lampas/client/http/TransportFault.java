package lampas.client.http;

import java.time.Duration;

/** Why a request has no usable answer. No text in it holds the backend's address or a secret. */
public sealed interface TransportFault {
  /** There is an answer, and its status says that the request failed. */
  record Refused(ErrorAnswer answer, Verdict verdict) implements TransportFault {}

  /** No connection, or it ended before the answer began. */
  record Unreachable(String what) implements TransportFault {}

  /** It cannot be talked with at all, or the connection ended within the answer. */
  record Broken(String what) implements TransportFault {}

  /** The answer was not complete in time. */
  record TimedOut(Duration timeout) implements TransportFault {}

  /** The answer is larger than allowed. */
  record TooLarge(long maximumBytes) implements TransportFault {}

  /** A redirect that is not followed. */
  record Redirected(int status, String what) implements TransportFault {}

  /** As many calls as allowed are in flight, and as many as allowed wait. */
  record Busy(int calls, int waiting) implements TransportFault {}

  /** The circuit breaker is open. */
  record Suspended(Duration left) implements TransportFault {}

  /** The credentials cannot be read. */
  record NoCredentials(String what) implements TransportFault {}

  /** The calling thread was interrupted. */
  record Interrupted() implements TransportFault {}
}
