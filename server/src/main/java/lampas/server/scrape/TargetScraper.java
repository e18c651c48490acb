package lampas.server.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lampas.metrics.reader.ExpositionReader;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.metrics.reader.SeriesCache;
import lampas.model.error.ErrorKind;
import lampas.model.error.LampasException;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleSink;
import lampas.server.exemplar.ExemplarStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrapes one target: asks it, reads its answer, appends it as one batch and tells how it went.
 *
 * <p>Used by one thread at a time, except {@link #status()}.
 */
final class TargetScraper {
  private static final Logger LOGGER = LoggerFactory.getLogger(TargetScraper.class);

  private record LastScrape(
      TargetHealth health, Optional<String> error, Optional<Instant> start, Duration duration) {
    static final LastScrape NONE =
        new LastScrape(TargetHealth.UNKNOWN, Optional.empty(), Optional.empty(), Duration.ZERO);
  }

  private final ScrapeTarget target;
  private final SampleSink sink;
  private final ExemplarStore exemplars;
  private final TargetClient client;
  private final ScrapeCounters counters;
  private final Optional<String> refusal;
  private final SampleLabels labels;
  private final ScrapeReport report;
  private final TargetMetadata metadata = new TargetMetadata();
  private final SeriesCache<ScrapedSeries> cache = new SeriesCache<>();
  private final ExpositionReader<ScrapedSeries> reader;
  private volatile LastScrape last = LastScrape.NONE;
  private boolean refusedBefore;
  private long scrapes;

  /**
   * A scraper of a target.
   *
   * @param refusal why every scrape of the target fails, if it is not to be scraped at all
   */
  TargetScraper(
      ScrapeTarget target,
      SampleSink sink,
      ExemplarStore exemplars,
      TargetClient client,
      ScrapeCounters counters,
      Optional<String> refusal) {
    this.target = target;
    this.sink = sink;
    this.exemplars = exemplars;
    this.client = client;
    this.counters = counters;
    this.refusal = refusal;
    this.labels = new SampleLabels(target);
    this.report = new ScrapeReport(sink, target);
    ReadLimits limits = ReadLimits.STANDARD;
    if (target.job().limits().bodyBytes().isPresent()) {
      limits = limits.withBodyBytes(target.job().limits().bodyBytes().getAsLong());
    }
    this.reader = new ExpositionReader<>(cache, limits);
  }

  ScrapeTarget target() {
    return target;
  }

  /** Whether both scrape the same target in the same way. */
  boolean isSameAs(TargetScraper other) {
    return target.equals(other.target) && refusal.equals(other.refusal);
  }

  TargetStatus status() {
    LastScrape now = last;
    return new TargetStatus(
        target.job().name(),
        target.url(),
        target.labels(),
        target.discoveredLabels(),
        target.interval(),
        target.timeout(),
        now.health,
        now.error,
        now.start,
        now.duration,
        metadata.list());
  }

  /** Scrapes once; nothing is written if the deadline is cancelled meanwhile. */
  void scrape(Instant start, ScrapeDeadline deadline) {
    long startNanos = System.nanoTime();
    long timeMillis = start.toEpochMilli();
    scrapes++;
    SampleBatch batch = sink.batch();
    try {
      ScrapeAppender appender =
          new ScrapeAppender(sink, batch, labels, metadata, target.job(), scrapes, timeMillis);
      Optional<String> error = attempt(appender, deadline);
      if (deadline.isCancelled()) {
        return;
      }
      if (error.isPresent()) {
        batch.close();
        batch = sink.batch();
        cache.forEach(series -> series.forget(scrapes));
        markStale(batch, timeMillis);
      }
      Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
      report.write(batch, timeMillis, error.isEmpty(), duration.toNanos() / 1e9, appender);
      counters.samples.add(batch.commit());
      if (error.isEmpty()) {
        appender.keepExemplars(exemplars);
      }
      tell(
          new LastScrape(
              error.isEmpty() ? TargetHealth.UP : TargetHealth.DOWN,
              error,
              Optional.of(start),
              duration));
      count(appender, error.isPresent());
    } finally {
      batch.close();
    }
  }

  /** Marks all series stale, the scraper's own included, because the target is no longer there. */
  void end(Instant time) {
    try (SampleBatch batch = sink.batch()) {
      markStale(batch, time.toEpochMilli());
      report.markStale(batch, time.toEpochMilli());
      batch.commit();
    }
  }

  /** Reads one body into the batch; the reason if that failed. */
  private Optional<String> attempt(ScrapeAppender appender, ScrapeDeadline deadline) {
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      TargetClient.Answer answer = client.get(deadline);
      /* Closed here, by the thread that reads: a decompressor holds memory outside the heap. */
      try (InputStream body = answer.body()) {
        reader.read(body, syntax(answer.contentType()), appender);
      }
      if (deadline.isExpired()) {
        /* A body that is closed under its reader may look like one that has ended. */
        return Optional.of(ScrapeFailures.TOO_LATE);
      }
      appender.end(cache);
      metadata.endScrape();
      return Optional.empty();
    } catch (ScrapeException failed) {
      return Optional.of(failed.getMessage());
    } catch (LampasException malformed) {
      return Optional.of(deadline.isExpired() ? ScrapeFailures.TOO_LATE : malformed.getMessage());
    } catch (IOException broken) {
      return Optional.of(
          deadline.isExpired() ? ScrapeFailures.TOO_LATE : ScrapeFailures.describe(broken));
    } catch (RuntimeException defect) {
      LOGGER.error("Scraping {} failed by a defect of Lampas", target.url(), defect);
      return Optional.of("internal error: " + defect);
    }
  }

  private ExpositionSyntax syntax(Optional<String> contentType) {
    String given = contentType.orElse("");
    return ExpositionSyntax.ofContentType(given)
        .or(() ->
            target
                .job()
                .fallbackProtocol()
                .map(protocol ->
                    protocol.isOpenMetrics()
                        ? ExpositionSyntax.OPEN_METRICS
                        : ExpositionSyntax.TEXT))
        .orElseThrow(() ->
            new ScrapeException(
                ErrorKind.UNAVAILABLE,
                (given.isEmpty()
                        ? "non-compliant scrape target sending blank Content-Type"
                        : "received unsupported Content-Type \"" + given + "\"")
                    + " and no fallback_scrape_protocol specified for target"));
  }

  private void markStale(SampleBatch batch, long timeMillis) {
    cache.forEach(series -> series.markStale(sink, batch, timeMillis));
  }

  private void tell(LastScrape now) {
    if (now.health != last.health) {
      now.error.ifPresentOrElse(
          error -> LOGGER.warn("Target {} is down: {}", target.url(), error),
          () -> LOGGER.info("Target {} is up", target.url()));
    }
    last = now;
  }

  private void count(ScrapeAppender appender, boolean failed) {
    counters.scrapes.increment();
    counters.failures.add(failed ? 1 : 0);
    counters.outOfOrder.add(appender.outOfOrder);
    counters.duplicates.add(appender.duplicates);
    counters.outOfBounds.add(appender.outOfBounds);
    boolean refused = appender.outOfOrder + appender.duplicates + appender.outOfBounds > 0;
    if (refused && !refusedBefore) {
      LOGGER.warn(
          "Samples of target {} were refused: {} out of order, {} duplicate, {} out of bounds",
          target.url(),
          appender.outOfOrder,
          appender.duplicates,
          appender.outOfBounds);
    }
    refusedBefore = refused;
  }
}
