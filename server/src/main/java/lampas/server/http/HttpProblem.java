package lampas.server.http;

import java.util.Map;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;

/** A request that is answered with an error: an HTTP status, and a type as Prometheus names it. */
public final class HttpProblem extends LampasException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String errorType;
  private final transient Map<String, String> headers;

  /**
   * A problem.
   *
   * @param status the HTTP status, 400 to 599
   * @param errorType one of Prometheus's words, for example {@code bad_data}
   */
  public HttpProblem(int status, String errorType, String message) {
    this(status, errorType, message, Map.of());
  }

  private HttpProblem(int status, String errorType, String message, Map<String, String> headers) {
    super(kindOf(status), message);
    this.status = status;
    this.errorType = errorType;
    this.headers = headers;
  }

  /** The same problem, whose answer has this header and no other besides the usual ones. */
  public HttpProblem with(String header, String value) {
    return new HttpProblem(status, errorType, getMessage(), Map.of(header, value));
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

  /** Headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }

  private static ErrorKind kindOf(int status) {
    return switch (status) {
      case 413, 422, 429 -> ErrorKind.LIMIT;
      case 502, 503, 504 -> ErrorKind.UNAVAILABLE;
      default -> status >= 500 ? ErrorKind.INTERNAL : ErrorKind.USER;
    };
  }
}
