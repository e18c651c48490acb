package lampas.server.telemetry;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import lampas.metrics.Collector;
import lampas.metrics.Measurements;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.Unit;
import lampas.model.series.AppendOutcome;
import lampas.server.scrape.ScrapeTotals;
import lampas.server.scrape.TargetHealth;
import lampas.server.scrape.TargetStatus;
import lampas.store.StoreStatistics;

/** What the server has scraped and stores, as of each scrape of the server itself. */
public final class ServerMetrics implements Collector {
  private static final MetricDefinition BUILD =
      MetricDefinition.info("lampas_build_info")
          .help("The version of the server, with the value 1.")
          .label("version", LabelDomain.bounded(1))
          .owner("server")
          .build();

  private static final MetricDefinition TARGETS =
      gauge("lampas_scrape_targets", "Targets by the outcome of their last scrape.")
          .label("health", LabelDomain.closed(TargetHealth.class))
          .build();
  private static final MetricDefinition SCRAPES =
      counter("lampas_scrapes_total", "Scrapes that ended, well or not.").build();
  private static final MetricDefinition FAILURES =
      counter("lampas_scrape_failures_total", "Scrapes that failed.").build();
  private static final MetricDefinition SCRAPED_SAMPLES =
      counter("lampas_scrape_samples_total", "Samples that scrapes have stored.").build();

  private static final MetricDefinition SERIES =
      gauge("lampas_store_series", "Series in the store.").build();
  private static final MetricDefinition CREATED =
      counter("lampas_store_series_added_total", "Series that were new to the store.").build();
  private static final MetricDefinition CHUNKS =
      gauge("lampas_store_chunks", "Chunks of samples in the store.").build();
  private static final MetricDefinition SAMPLES =
      gauge("lampas_store_samples", "Samples in the store.").build();
  private static final MetricDefinition BYTES =
      gauge("lampas_store_chunk_bytes", "Heap that the chunks take.").unit(Unit.BYTES).build();
  private static final MetricDefinition APPENDED =
      counter("lampas_store_appended_samples_total", "Samples by what became of them.")
          .label("outcome", LabelDomain.closed(AppendOutcome.class))
          .build();
  private static final MetricDefinition DROPPED =
      counter("lampas_store_dropped_samples_total", "Samples that retention has dropped.").build();
  private static final MetricDefinition OLDEST =
      gauge("lampas_store_oldest_sample_timestamp_seconds", "When the oldest sample was taken.")
          .unit(Unit.SECONDS)
          .build();
  private static final MetricDefinition NEWEST =
      gauge("lampas_store_newest_sample_timestamp_seconds", "When the newest sample was taken.")
          .unit(Unit.SECONDS)
          .build();

  private final Supplier<List<TargetStatus>> targets;
  private final Supplier<ScrapeTotals> totals;
  private final Supplier<StoreStatistics> statistics;

  private ServerMetrics(
      Supplier<List<TargetStatus>> targets,
      Supplier<ScrapeTotals> totals,
      Supplier<StoreStatistics> statistics) {
    this.targets = targets;
    this.totals = totals;
    this.statistics = statistics;
  }

  /** Adds the server's metrics to a registry. */
  public static void register(
      Registry registry,
      String version,
      Supplier<List<TargetStatus>> targets,
      Supplier<ScrapeTotals> totals,
      Supplier<StoreStatistics> statistics) {
    registry.info(BUILD, version);
    /* Registered for as long as the server lives: nothing takes it out again. */
    var unused = registry.register(new ServerMetrics(targets, totals, statistics));
  }

  @Override
  public List<MetricDefinition> definitions() {
    return List.of(
        TARGETS,
        SCRAPES,
        FAILURES,
        SCRAPED_SAMPLES,
        SERIES,
        CREATED,
        CHUNKS,
        SAMPLES,
        BYTES,
        APPENDED,
        DROPPED,
        OLDEST,
        NEWEST);
  }

  @Override
  public void collect(Measurements into) {
    List<TargetStatus> all = targets.get();
    for (TargetHealth health : TargetHealth.values()) {
      long count = all.stream().filter(target -> target.health() == health).count();
      into.value(TARGETS, (double) count, health.name().toLowerCase(Locale.ROOT));
    }
    ScrapeTotals scraped = totals.get();
    into.value(SCRAPES, (double) scraped.scrapes());
    into.value(FAILURES, (double) scraped.failures());
    into.value(SCRAPED_SAMPLES, (double) scraped.samples());
    collectStore(into, statistics.get());
  }

  private static void collectStore(Measurements into, StoreStatistics store) {
    into.value(SERIES, (double) store.series());
    into.value(CREATED, (double) store.seriesCreated());
    into.value(CHUNKS, (double) store.chunks());
    into.value(SAMPLES, (double) store.samples());
    into.value(BYTES, (double) store.chunkBytes());
    for (AppendOutcome outcome : AppendOutcome.values()) {
      into.value(
          APPENDED, (double) store.outcome(outcome), outcome.name().toLowerCase(Locale.ROOT));
    }
    into.value(DROPPED, (double) store.dropped().samples());
    store
        .times()
        .ifPresent(times -> {
          into.value(OLDEST, times.startMillis() / 1e3);
          into.value(NEWEST, times.endMillis() / 1e3);
        });
  }

  private static MetricDefinition.Builder gauge(String name, String help) {
    return MetricDefinition.gauge(name).help(help).owner("server");
  }

  private static MetricDefinition.Builder counter(String name, String help) {
    return MetricDefinition.counter(name).help(help).owner("server");
  }
}
