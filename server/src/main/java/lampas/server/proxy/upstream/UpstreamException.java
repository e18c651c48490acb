package lampas.server.proxy.upstream;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import lampas.server.http.HttpProblem;
import org.jspecify.annotations.Nullable;

/**
 * A question that has no answer. The message is for clients: it never names the backend; what the
 * cause says is for the log alone.
 */
public final class UpstreamException extends LampasException {
  private static final long serialVersionUID = 1L;

  private final UpstreamFailure failure;

  public UpstreamException(UpstreamFailure failure, String message) {
    this(failure, message, null);
  }

  public UpstreamException(UpstreamFailure failure, String message, @Nullable Throwable cause) {
    super(kindOf(failure), message, cause);
    this.failure = failure;
  }

  public UpstreamFailure failure() {
    return failure;
  }

  /** What the client is told. */
  public HttpProblem problem() {
    String message = getMessage();
    return switch (failure) {
      case UNREACHABLE, NO_MEMORY -> new HttpProblem(503, "unavailable", message);
      case TIMED_OUT -> new HttpProblem(503, "timeout", message);
      case BROKEN, UNREADABLE, NOT_SERVED, FAILED -> new HttpProblem(502, "unavailable", message);
      case TOO_LARGE, TOO_MANY_SERIES -> new HttpProblem(422, "execution", message);
      case FOREIGN -> new HttpProblem(500, "internal", message);
      case CANCELLED -> new HttpProblem(499, "canceled", message);
    };
  }

  private static ErrorKind kindOf(UpstreamFailure failure) {
    return switch (failure) {
      case TOO_LARGE, TOO_MANY_SERIES, NO_MEMORY -> ErrorKind.LIMIT;
      case FOREIGN -> ErrorKind.INTERNAL;
      case UNREACHABLE, BROKEN, TIMED_OUT, UNREADABLE, NOT_SERVED, FAILED, CANCELLED ->
          ErrorKind.UNAVAILABLE;
    };
  }
}
