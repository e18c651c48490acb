package lampas.server.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lampas.metrics.reader.ExpositionHandler;
import lampas.metrics.reader.SeriesCache;
import lampas.model.catalogue.MetricKind;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.series.AppendOutcome;
import lampas.model.series.Exemplar;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleSink;
import lampas.server.config.ScrapeJob;
import lampas.server.exemplar.ExemplarStore;
import lampas.server.exemplar.StoredExemplar;

/**
 * Appends the samples of one scrape to its batch.
 *
 * <p>Source: the scrape loop in scrape/scrape.go of Prometheus. Not thread-safe.
 */
final class ScrapeAppender implements ExpositionHandler<ScrapedSeries> {
  private final SampleSink sink;
  private final SampleBatch batch;
  private final SampleLabels labels;
  private final TargetMetadata metadata;
  private final boolean honorTimestamps;
  private final boolean trackTimestamps;
  private final OptionalInt sampleLimit;
  private final long scrape;
  private final long timeMillis;
  private final List<ScrapedSeries> untracked = new ArrayList<>();
  private final List<Found> exemplars = new ArrayList<>();
  private boolean lastStored;
  private int appended;

  private record Found(StoredExemplar exemplar, boolean dated) {}

  /** Samples that the body has. */
  int scraped;

  /** Samples of series that were not there before. */
  int seriesAdded;

  int outOfOrder;
  int duplicates;
  int outOfBounds;

  /**
   * An appender for one scrape.
   *
   * @param scrape the number of the scrape, another one than that of any before
   * @param timeMillis the time of samples that do not bring their own
   */
  ScrapeAppender(
      SampleSink sink,
      SampleBatch batch,
      SampleLabels labels,
      TargetMetadata metadata,
      ScrapeJob job,
      long scrape,
      long timeMillis) {
    this.sink = sink;
    this.batch = batch;
    this.labels = labels;
    this.metadata = metadata;
    this.honorTimestamps = job.honorTimestamps();
    this.trackTimestamps = job.trackTimestampsStaleness();
    this.sampleLimit = job.limits().samples();
    this.scrape = scrape;
    this.timeMillis = timeMillis;
  }

  /**
   * Ends a scrape whose body was read whole: series that it did not have become stale.
   *
   * @throws ScrapeException LIMIT if there were too many samples
   */
  void end(SeriesCache<ScrapedSeries> cache) {
    if (isOverLimit()) {
      throw new ScrapeException(ErrorKind.LIMIT, "sample limit exceeded");
    }
    untracked.forEach(series -> series.markStale(sink, batch, timeMillis));
    cache.removeMissing(series -> series.markStale(sink, batch, timeMillis));
  }

  @Override
  public ScrapedSeries series(Labels exposed) {
    return new ScrapedSeries(labels.of(exposed));
  }

  @Override
  public void sample(ScrapedSeries series, double value, boolean repeated) {
    scraped++;
    lastStored = false;
    if (repeated) {
      duplicates++;
    } else if (append(series, timeMillis, value)) {
      series.markLive(scrape);
    }
  }

  @Override
  public void sampleAt(ScrapedSeries series, double value, long time, boolean repeated) {
    if (!honorTimestamps) {
      sample(series, value, repeated);
      return;
    }
    scraped++;
    boolean stored = append(series, time, value);
    if (stored && trackTimestamps) {
      series.markLive(scrape);
    } else if (series.isLive()) {
      untracked.add(series);
    }
  }

  @Override
  public void exemplar(ScrapedSeries series, Exemplar exemplar) {
    if (lastStored) {
      long time = exemplar.timeMillis().orElse(timeMillis);
      exemplars.add(
          new Found(
              new StoredExemplar(series.labels(), exemplar.labels(), exemplar.value(), time),
              exemplar.timeMillis().isPresent()));
    }
  }

  /** Hands on the exemplars that the body had, once the scrape is stored. */
  void keepExemplars(ExemplarStore store) {
    exemplars.forEach(found -> store.add(found.exemplar, found.dated));
  }

  @Override
  public void type(String family, MetricKind kind) {
    metadata.type(family, kind);
  }

  @Override
  public void help(String family, String help) {
    metadata.help(family, help);
  }

  @Override
  public void unit(String family, String unit) {
    metadata.unit(family, unit);
  }

  /* Past the limit the body is read on, so that the number of its samples can be told. */
  private boolean append(ScrapedSeries series, long time, double value) {
    appended++;
    lastStored = false;
    if (isOverLimit()) {
      return false;
    }
    AppendOutcome outcome = series.append(sink, batch, time, value);
    switch (outcome) {
      case ACCEPTED, REPEATED -> seriesAdded += series.markStored() ? 1 : 0;
      case OUT_OF_ORDER -> outOfOrder++;
      case DUPLICATE_TIMESTAMP -> duplicates++;
      case OUT_OF_BOUNDS -> outOfBounds++;
      case GONE -> throw new ScrapeException(ErrorKind.INTERNAL, "series gone when looked up");
    }
    lastStored = outcome.isStored();
    return lastStored;
  }

  private boolean isOverLimit() {
    return sampleLimit.isPresent() && appended > sampleLimit.getAsInt();
  }
}
