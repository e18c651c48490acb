package lampas.client;

import lampas.model.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * A request that has no answer; {@link #failure()} says why.
 *
 * <p>The message never holds the backend's address.
 */
public final class RequestException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final transient ClientFailure failure;

  /** A request without an answer. */
  public RequestException(ClientFailure failure) {
    this(failure, null);
  }

  /** A request without an answer, and what led to that. */
  public RequestException(ClientFailure failure, @Nullable Throwable cause) {
    super(kindOf(failure), messageOf(failure), cause);
    this.failure = failure;
  }

  /** Why there is no answer. */
  public ClientFailure failure() {
    return failure;
  }

  private static ErrorKind kindOf(ClientFailure failure) {
    return switch (failure) {
      case ClientFailure.Refused refused -> kindOf(refused.status());
      case ClientFailure.TooLarge large -> ErrorKind.LIMIT;
      case ClientFailure.Unreachable gone -> ErrorKind.UNAVAILABLE;
      case ClientFailure.TimedOut late -> ErrorKind.UNAVAILABLE;
      case ClientFailure.Unreadable unreadable -> ErrorKind.UNAVAILABLE;
      case ClientFailure.Interrupted interrupted -> ErrorKind.UNAVAILABLE;
    };
  }

  /* By status, not by errorType: VictoriaMetrics puts the status itself there, as text. */
  private static ErrorKind kindOf(int status) {
    if (status == 429) {
      return ErrorKind.LIMIT;
    }
    return status >= 500 ? ErrorKind.UNAVAILABLE : ErrorKind.USER;
  }

  private static String messageOf(ClientFailure failure) {
    return switch (failure) {
      case ClientFailure.Refused(int status, String type, String message) -> type + ": " + message;
      case ClientFailure.Unreachable(String what) -> "backend: " + what;
      case ClientFailure.TimedOut(var timeout) ->
          "backend: no complete answer (expected: within %s ms)".formatted(timeout.toMillis());
      case ClientFailure.TooLarge(long bytes) ->
          "answer: larger than expected (expected: at most %s bytes)".formatted(bytes);
      case ClientFailure.Unreadable(int status, String what) ->
          "answer: status %s, %s (expected: JSON of Prometheus's HTTP API)".formatted(status, what);
      case ClientFailure.Interrupted() -> "backend: the request was interrupted";
    };
  }
}
