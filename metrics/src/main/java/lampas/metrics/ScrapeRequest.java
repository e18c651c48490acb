package lampas.metrics;

import java.time.Duration;
import java.util.Set;
import lampas.model.error.ErrorKind;

/**
 * What one scrape is to give.
 *
 * @param names the metrics it is about, by their names or those of their samples; all if empty
 * @param limit how long collectors may take; what is not there by then is left out
 */
public record ScrapeRequest(Set<String> names, Duration limit) {
  /** All metrics, with 30 seconds for the collectors. */
  public static final ScrapeRequest ALL = new ScrapeRequest(Set.of(), Duration.ofSeconds(30));

  /**
   * Checks the request.
   *
   * @throws MetricsException USER if the limit is not above zero
   */
  public ScrapeRequest {
    names = Set.copyOf(names);
    if (limit.isNegative() || limit.isZero()) {
      throw new MetricsException(ErrorKind.USER, "scrape limit: " + limit + " (expected: > 0)");
    }
  }
}
