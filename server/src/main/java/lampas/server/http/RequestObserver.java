package lampas.server.http;

import java.time.Duration;

/** Who is told about every answered request, for metrics. Called by many threads at once. */
@FunctionalInterface
public interface RequestObserver {
  /** Tells nobody. */
  RequestObserver NONE = (method, route, status, duration) -> {};

  /**
   * A request was answered.
   *
   * @param method the HTTP method; {@code other} if it is none of the usual ones
   * @param route the endpoint's path with its {@code {name}}s; {@code unmatched} if there is none
   * @param status the HTTP status; 499 if the client went away before the answer was complete
   */
  void answered(String method, String route, int status, Duration duration);
}
