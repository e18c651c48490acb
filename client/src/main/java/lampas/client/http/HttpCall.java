package lampas.client.http;

import java.time.Duration;
import java.util.Optional;

/**
 * A request that is not bound to a backend yet.
 *
 * @param method how it is sent
 * @param path what follows the base URL, encoded
 * @param parameters encoded as a form; in the URL or in the body, as the method says
 * @param repeat whether it may be sent again
 * @param timeout shorter than that of the settings; empty for that
 */
public record HttpCall(
    Method method, String path, String parameters, Repeat repeat, Optional<Duration> timeout) {
  /** How a request is sent. */
  public enum Method {
    /** GET with the parameters in the URL. */
    GET,
    /** POST with the parameters as a form in the body. */
    POST_FORM,
    /** POST with the parameters in the URL. */
    POST_URL
  }

  /** Whether a request may be sent again after a failure. */
  public enum Repeat {
    /** Sent twice it does what it does sent once. */
    ALLOWED,
    /** Sent at most once. */
    NEVER
  }

  /** A question with its parameters in the URL. */
  public static HttpCall get(String path, String parameters) {
    return new HttpCall(Method.GET, path, parameters, Repeat.ALLOWED, Optional.empty());
  }

  /** A question with its parameters in the body, where their length is not limited. */
  public static HttpCall post(String path, String form) {
    return new HttpCall(Method.POST_FORM, path, form, Repeat.ALLOWED, Optional.empty());
  }

  /** An order, which is never sent twice. */
  public static HttpCall order(String path, String parameters) {
    return new HttpCall(Method.POST_URL, path, parameters, Repeat.NEVER, Optional.empty());
  }

  public HttpCall withTimeout(Optional<Duration> timeout) {
    return new HttpCall(method, path, parameters, repeat, timeout);
  }
}
