package lampas.client;

import java.time.Duration;
import java.util.Optional;
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
  private final transient Optional<Duration> retryAfter;

  public RequestException(ClientFailure failure) {
    this(failure, null);
  }

  public RequestException(ClientFailure failure, @Nullable Throwable cause) {
    this(failure, Optional.empty(), cause);
  }

  RequestException(
      ClientFailure failure, Optional<Duration> retryAfter, @Nullable Throwable cause) {
    super(kindOf(failure), messageOf(failure), cause);
    this.failure = failure;
    this.retryAfter = retryAfter;
  }

  /** Why there is no answer. */
  public ClientFailure failure() {
    return failure;
  }

  /** How long the backend asks to wait before the next request. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static ErrorKind kindOf(ClientFailure failure) {
    return switch (failure) {
      case ClientFailure.Refused refused -> kindOf(refused);
      case ClientFailure.TooLarge large -> ErrorKind.LIMIT;
      case ClientFailure.Busy busy -> ErrorKind.LIMIT;
      case ClientFailure.Unreachable gone -> ErrorKind.UNAVAILABLE;
      case ClientFailure.TimedOut late -> ErrorKind.UNAVAILABLE;
      case ClientFailure.Unreadable unreadable -> ErrorKind.UNAVAILABLE;
      case ClientFailure.Redirected elsewhere -> ErrorKind.UNAVAILABLE;
      case ClientFailure.Suspended suspended -> ErrorKind.UNAVAILABLE;
      case ClientFailure.NoCredentials none -> ErrorKind.UNAVAILABLE;
      case ClientFailure.Interrupted interrupted -> ErrorKind.UNAVAILABLE;
    };
  }

  private static ErrorKind kindOf(ClientFailure.Refused refused) {
    return switch (refused.type()) {
      case TOO_MANY_REQUESTS -> ErrorKind.LIMIT;
      case TIMEOUT, CANCELED, INTERNAL, UNAVAILABLE -> ErrorKind.UNAVAILABLE;
      case BAD_DATA, EXECUTION, NOT_FOUND, NOT_ACCEPTABLE -> ErrorKind.USER;
      case OTHER -> refused.status() >= 500 ? ErrorKind.UNAVAILABLE : ErrorKind.USER;
    };
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
      case ClientFailure.Redirected(int status, String what) ->
          "backend: status %s, %s (expected: an answer at the base URL)".formatted(status, what);
      case ClientFailure.Busy(int calls, int waiting) ->
          "calls: %s in flight and %s waiting (expected: fewer)".formatted(calls, waiting);
      case ClientFailure.Suspended(var left) ->
          "backend: failed too often, asked again in %s ms".formatted(left.toMillis());
      case ClientFailure.NoCredentials(String what) -> "credentials: " + what;
      case ClientFailure.Interrupted() -> "backend: the request was interrupted";
    };
  }
}
