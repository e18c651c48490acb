package lampas.server.scrape;

import lampas.model.label.Labels;
import lampas.model.series.AppendOutcome;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleSink;
import lampas.model.series.SampleValue;
import lampas.model.series.SeriesHandle;
import org.jspecify.annotations.Nullable;

/** A series of a target: how to append to it, and whether it must be marked stale when it goes. */
final class ScrapedSeries {
  private final Labels labels;
  private @Nullable SeriesHandle handle;
  private boolean stored;
  private boolean live;
  private long liveSince;

  ScrapedSeries(Labels labels) {
    this.labels = labels;
  }

  Labels labels() {
    return labels;
  }

  /** Appends a sample, after looking the series up again if the sink has removed it. */
  AppendOutcome append(SampleSink sink, SampleBatch batch, long timeMillis, double value) {
    SeriesHandle known = handle;
    if (known != null) {
      AppendOutcome outcome = batch.append(known, timeMillis, value);
      if (outcome != AppendOutcome.GONE) {
        return outcome;
      }
    }
    SeriesHandle resolved = sink.resolve(labels);
    handle = resolved;
    return batch.append(resolved, timeMillis, value);
  }

  /**
   * A sample of it was taken.
   *
   * @return whether it is the first one
   */
  boolean markStored() {
    boolean first = !stored;
    stored = true;
    return first;
  }

  /** From this scrape on a staleness marker must follow when the series goes. */
  void markLive(long scrape) {
    if (!live) {
      live = true;
      liveSince = scrape;
    }
  }

  boolean isLive() {
    return live;
  }

  /**
   * Appends a staleness marker if one must follow; a marker that comes too late is refused by the
   * sink, as it should be: the target is back under another scraper.
   */
  void markStale(SampleSink sink, SampleBatch batch, long timeMillis) {
    if (live) {
      live = false;
      append(sink, batch, timeMillis, SampleValue.STALE);
    }
  }

  /** What happened to it in this scrape was not stored. */
  void forget(long scrape) {
    live &= liveSince != scrape;
  }
}
