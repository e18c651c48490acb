package lampas.server.scrape;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.series.SampleSink;
import lampas.server.config.ScrapeJob;
import lampas.server.exemplar.ExemplarStore;

/**
 * Scrapes every target of some jobs at its interval, each on a virtual thread of its own.
 *
 * <p>A scrape is stored whole or not at all; whether it went well is stored as {@code up}, with the
 * other series that Prometheus writes about a scrape. Thread-safe.
 */
public final class ScrapeManager implements AutoCloseable {
  private final SampleSink sink;
  private final ExemplarStore exemplars;
  private final HttpClient client;
  private final Clock clock;
  private final String userAgent;
  private final ScrapeCounters counters = new ScrapeCounters();
  private final List<ScrapeLoop> ending = new ArrayList<>();
  private List<TargetScraper> scrapers;
  private List<ScrapeLoop> loops = List.of();
  private boolean started;
  private boolean closed;

  private ScrapeManager(
      List<ScrapeJob> jobs,
      SampleSink sink,
      ExemplarStore exemplars,
      HttpClient client,
      Clock clock,
      String version) {
    this.sink = sink;
    this.exemplars = exemplars;
    this.client = client;
    this.clock = clock;
    this.userAgent = "lampas/" + version;
    this.scrapers = scrapers(jobs);
  }

  /**
   * A manager that does nothing until it is started.
   *
   * @param exemplars takes the exemplars of the samples that were stored
   * @param client sends the requests; it must not follow redirects by itself, as the manager does
   *     that where a job allows it
   * @param clock tells when scrapes begin
   * @param version what the requests call this version of Lampas
   * @throws ScrapeException USER if a target's address or one of its labels is wrong
   */
  public static ScrapeManager of(
      List<ScrapeJob> jobs,
      SampleSink sink,
      ExemplarStore exemplars,
      HttpClient client,
      Clock clock,
      String version) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "client: follows redirects " + client.followRedirects() + " (expected: NEVER)");
    }
    return new ScrapeManager(jobs, sink, exemplars, client, clock, version);
  }

  /** Starts scraping; a second call does nothing. */
  public synchronized void start() {
    if (!started && !closed) {
      started = true;
      loops = scrapers.stream().map(scraper -> ScrapeLoop.start(scraper, clock)).toList();
    }
  }

  /**
   * Scrapes other jobs from now on. Targets that did not change go on undisturbed; the series of
   * those that are gone become stale two intervals later.
   *
   * @throws ScrapeException USER if a target's address or one of its labels is wrong; nothing
   *     changes then
   */
  public synchronized void reload(List<ScrapeJob> jobs) {
    List<TargetScraper> wanted = scrapers(jobs);
    List<ScrapeLoop> kept = new ArrayList<>();
    for (ScrapeLoop loop : loops) {
      int same = indexOf(wanted, loop.scraper());
      if (same >= 0) {
        wanted.set(same, loop.scraper());
        kept.add(loop);
      } else {
        loop.targetGone();
        ending.add(loop);
      }
    }
    ending.removeIf(ScrapeLoop::hasEnded);
    List<TargetScraper> old = scrapers;
    scrapers = List.copyOf(wanted);
    if (started && !closed) {
      scrapers.stream()
          .filter(scraper -> !old.contains(scraper))
          .forEach(scraper -> kept.add(ScrapeLoop.start(scraper, clock)));
      loops = List.copyOf(kept);
    }
  }

  /** All targets with their state, in the order of jobs and of targets within them. */
  public List<TargetStatus> targets() {
    List<TargetScraper> now;
    synchronized (this) {
      now = scrapers;
    }
    return now.stream().map(TargetScraper::status).toList();
  }

  /** What all scrapes together have done so far. */
  public ScrapeTotals totals() {
    return counters.totals();
  }

  /**
   * Ends all scraping and waits until it has ended; a scrape under way leaves nothing behind.
   * Series are not marked stale, as the server may come back and go on.
   */
  @Override
  public void close() {
    List<ScrapeLoop> all = new ArrayList<>();
    synchronized (this) {
      closed = true;
      all.addAll(loops);
      all.addAll(ending);
    }
    all.forEach(ScrapeLoop::shutDown);
    try {
      for (ScrapeLoop loop : all) {
        loop.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private List<TargetScraper> scrapers(List<ScrapeJob> jobs) {
    List<TargetScraper> all = new ArrayList<>();
    for (ScrapeJob job : jobs) {
      List<ScrapeTarget> targets = ScrapeTarget.of(job);
      Optional<String> refusal =
          job.limits().targets().isPresent() && targets.size() > job.limits().targets().getAsInt()
              ? Optional.of(
                  "target_limit exceeded (number of targets: %d, limit: %d)"
                      .formatted(targets.size(), job.limits().targets().getAsInt()))
              : Optional.empty();
      for (ScrapeTarget target : targets) {
        TargetClient targetClient = new TargetClient(client, target, userAgent);
        all.add(new TargetScraper(target, sink, exemplars, targetClient, counters, refusal));
      }
    }
    return all;
  }

  private static int indexOf(List<TargetScraper> scrapers, TargetScraper wanted) {
    for (int i = 0; i < scrapers.size(); i++) {
      if (scrapers.get(i).isSameAs(wanted)) {
        return i;
      }
    }
    return -1;
  }
}
