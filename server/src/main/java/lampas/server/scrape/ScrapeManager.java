package lampas.server.scrape;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import lampas.model.series.SampleSink;
import lampas.server.config.ScrapeJob;

/**
 * Scrapes every target of some jobs at its interval, each on a virtual thread of its own.
 *
 * <p>Thread-safe.
 */
public final class ScrapeManager implements AutoCloseable {
  /**
   * A manager that does nothing until it is started.
   *
   * @param client sends the requests; it must not follow redirects by itself, as the manager does
   *     that where a job allows it
   * @param clock tells when scrapes begin
   * @param version what the requests call this version of Lampas
   */
  public static ScrapeManager of(
      List<ScrapeJob> jobs, SampleSink sink, HttpClient client, Clock clock, String version) {
    throw new UnsupportedOperationException("soon");
  }

  private ScrapeManager() {}

  /** Starts scraping; a second call does nothing. */
  public void start() {
    throw new UnsupportedOperationException("soon");
  }

  /** All targets with their state, in the order of jobs and of targets within them. */
  public List<TargetStatus> targets() {
    throw new UnsupportedOperationException("soon");
  }

  /** What all scrapes together have done so far. */
  public ScrapeTotals totals() {
    throw new UnsupportedOperationException("soon");
  }

  /** Ends all scraping and waits until it has ended. Series are not marked stale. */
  @Override
  public void close() {
    throw new UnsupportedOperationException("soon");
  }
}
