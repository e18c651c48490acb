package lampas.server.http;

import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A request that is answered with an error: an HTTP status, and a type as Prometheus names it. */
public final class HttpProblem extends LampasException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String errorType;

  /**
   * A problem.
   *
   * @param status the HTTP status, 400 to 599
   * @param errorType one of Prometheus's words, for example {@code bad_data}
   */
  public HttpProblem(int status, String errorType, String message) {
    super(kindOf(status), message);
    this.status = status;
    this.errorType = errorType;
  }

  /** 400, {@code bad_data}. */
  public static HttpProblem badData(String message) {
    return new HttpProblem(400, "bad_data", message);
  }

  /** The problem that any of Lampas's exceptions is for a client. */
  public static HttpProblem of(LampasException exception) {
    if (exception instanceof HttpProblem problem) {
      return problem;
    }
    String message = exception.getMessage();
    return switch (exception.kind()) {
      case USER -> badData(message);
      case LIMIT -> new HttpProblem(422, "execution", message);
      case UNAVAILABLE -> new HttpProblem(503, "unavailable", message);
      case INTERNAL -> new HttpProblem(500, "internal", message);
    };
  }

  public int status() {
    return status;
  }

  public String errorType() {
    return errorType;
  }

  private static ErrorKind kindOf(int status) {
    return switch (status) {
      case 413, 422, 429 -> ErrorKind.LIMIT;
      case 503 -> ErrorKind.UNAVAILABLE;
      default -> status >= 500 ? ErrorKind.INTERNAL : ErrorKind.USER;
    };
  }
}
