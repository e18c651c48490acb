package lampas.server.scrape;

import java.util.EnumMap;
import java.util.Map;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleSink;
import lampas.model.series.SampleValue;

/** The series that the scraper itself writes about a target, after every scrape. */
final class ScrapeReport {
  private enum Metric {
    UP("up"),
    DURATION("scrape_duration_seconds"),
    SCRAPED("scrape_samples_scraped"),
    AFTER_RELABELING("scrape_samples_post_metric_relabeling"),
    ADDED("scrape_series_added");

    private final String metricName;

    Metric(String metricName) {
      this.metricName = metricName;
    }
  }

  private final SampleSink sink;
  private final Map<Metric, ScrapedSeries> series = new EnumMap<>(Metric.class);

  ScrapeReport(SampleSink sink, ScrapeTarget target) {
    this.sink = sink;
    SampleLabels labels = new SampleLabels(target);
    for (Metric metric : Metric.values()) {
      series.put(metric, new ScrapedSeries(labels.ofReport(metric.metricName)));
    }
  }

  /* What the sink refuses here was written by another scraper of the same target. */
  void write(
      SampleBatch batch, long timeMillis, boolean up, double seconds, ScrapeAppender scrape) {
    append(batch, Metric.UP, timeMillis, up ? 1 : 0);
    append(batch, Metric.DURATION, timeMillis, seconds);
    append(batch, Metric.SCRAPED, timeMillis, scrape.scraped);
    append(batch, Metric.AFTER_RELABELING, timeMillis, scrape.scraped);
    append(batch, Metric.ADDED, timeMillis, scrape.seriesAdded);
  }

  void markStale(SampleBatch batch, long timeMillis) {
    for (Metric metric : Metric.values()) {
      append(batch, metric, timeMillis, SampleValue.STALE);
    }
  }

  private void append(SampleBatch batch, Metric metric, long timeMillis, double value) {
    ScrapedSeries one = series.get(metric);
    if (one != null) {
      one.append(sink, batch, timeMillis, value);
    }
  }
}
