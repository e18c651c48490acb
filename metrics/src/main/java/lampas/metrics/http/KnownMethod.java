package lampas.metrics.http;

/**
 * The methods that have label values of their own: those of RFC 9110 and PATCH. All others are one.
 *
 * <p>A client may send any word as a method.
 */
public enum KnownMethod {
  CONNECT,
  DELETE,
  GET,
  HEAD,
  OPTIONS,
  PATCH,
  POST,
  PUT,
  TRACE,
  /** Any other; its label is {@code _OTHER}, as in OpenTelemetry. */
  OTHER;

  /** The method of a request; upper and lower case differ, as RFC 9110 says. */
  public static KnownMethod of(String method) {
    return switch (method) {
      case "CONNECT" -> CONNECT;
      case "DELETE" -> DELETE;
      case "GET" -> GET;
      case "HEAD" -> HEAD;
      case "OPTIONS" -> OPTIONS;
      case "PATCH" -> PATCH;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "TRACE" -> TRACE;
      default -> OTHER;
    };
  }

  /** The value of the label. */
  public String label() {
    return this == OTHER ? StatusLabel.OTHER : name();
  }
}
