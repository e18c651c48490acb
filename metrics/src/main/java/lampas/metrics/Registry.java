package lampas.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import lampas.metrics.exposition.EncodedFamily;
import lampas.metrics.exposition.ExpositionOptions;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.Catalogue;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.catalogue.MetricKind;
import lampas.model.error.ErrorKind;

/**
 * The metrics of one program: makes instruments from definitions and exposes what they hold.
 *
 * <p>There is no global one; pass it to who needs it. Every method that registers a metric throws
 * {@link lampas.model.catalogue.DefinitionException} if the name, or the name of a sample, is
 * taken, and {@link MetricsException} USER if the definition is of another kind. Thread-safe.
 */
public final class Registry {
  private final FamilyContext context;
  private final SelfMetrics self;
  private final Map<Instrument, Integer> owners = new HashMap<>();
  private volatile Registered registered = Registered.NONE;

  private Registry(RegistryOptions options) {
    this.context = FamilyContext.of(options);
    this.self = new SelfMetrics(context.unlimited());
    for (Family<Counter> family : self.families()) {
      add(new InstrumentSource(family));
    }
  }

  /**
   * A registry with {@link RegistryOptions#STANDARD}, without metrics but those of its own trouble.
   */
  public static Registry create() {
    return create(RegistryOptions.STANDARD);
  }

  /** A registry with options. */
  public static Registry create(RegistryOptions options) {
    return new Registry(options);
  }

  /** A counter without labels. */
  public Counter counter(MetricDefinition definition) {
    return unlabelled(definition, MetricKind.COUNTER, Counter::new);
  }

  /** A counter whose value is asked for at each scrape; it must never fall. */
  public Registration counter(MetricDefinition definition, DoubleSupplier value) {
    return callback(definition, MetricKind.COUNTER, value);
  }

  /** Counters with labels. */
  public Family<Counter> counters(MetricDefinition definition) {
    return family(definition, MetricKind.COUNTER, Counter::new);
  }

  /** A gauge without labels. */
  public Gauge gauge(MetricDefinition definition) {
    return unlabelled(definition, MetricKind.GAUGE, Gauge::new);
  }

  /** A gauge whose value is asked for at each scrape. */
  public Registration gauge(MetricDefinition definition, DoubleSupplier value) {
    return callback(definition, MetricKind.GAUGE, value);
  }

  /** Gauges with labels. */
  public Family<Gauge> gauges(MetricDefinition definition) {
    return family(definition, MetricKind.GAUGE, Gauge::new);
  }

  /** A histogram without labels. */
  public Histogram histogram(MetricDefinition definition) {
    return unlabelled(definition, MetricKind.HISTOGRAM, Histogram::new);
  }

  /** Histograms with labels. */
  public Family<Histogram> histograms(MetricDefinition definition) {
    return family(definition, MetricKind.HISTOGRAM, Histogram::new);
  }

  /** An info metric with one set of label values, in the order of the definition. */
  public Info info(MetricDefinition definition, String... labelValues) {
    requireKind(definition, MetricKind.INFO);
    Family<Info> family = new Family<>(definition, Info::new, self, context);
    Info info = family.with(labelValues);
    add(new InstrumentSource(family));
    return info;
  }

  /** Info metrics with several sets of label values. */
  public Family<Info> infos(MetricDefinition definition) {
    return family(definition, MetricKind.INFO, Info::new);
  }

  /** A state set without labels other than that of the state. */
  public StateSet stateSet(MetricDefinition definition) {
    return unlabelled(definition, MetricKind.STATE_SET, StateSet::new);
  }

  /** State sets with labels. */
  public Family<StateSet> stateSets(MetricDefinition definition) {
    return family(definition, MetricKind.STATE_SET, StateSet::new);
  }

  /** Something whose series disappear when it is closed. */
  public SeriesOwner owner() {
    return new SeriesOwner(owners);
  }

  /** Values that are looked up at each scrape. */
  public Registration register(Collector collector) {
    return add(AskedSource.of(collector, context.constants(), self));
  }

  /**
   * Metrics of another library; where one of them has the name of a metric of this registry it is
   * left out. Their series do not carry the labels of {@link RegistryOptions#withLabels}.
   */
  public Registration register(ForeignMetrics foreign) {
    return add(AskedSource.of(foreign, () -> registered.sampleNames(), self));
  }

  /** The definitions of all metrics of this registry, its own included. */
  public Catalogue catalogue() {
    return registered.catalogue();
  }

  /**
   * Writes all metrics, in the order in which they were registered.
   *
   * <p>The values are those of some moment during the call; within one histogram they agree. The
   * stream is flushed and stays open.
   *
   * @throws IOException if the stream throws it
   */
  public void write(Format format, OutputStream out) throws IOException {
    gather(ScrapeRequest.ALL).write(ExpositionOptions.of(format), out);
  }

  /**
   * Asks all collectors for their values, as long as the request allows.
   *
   * <p>Separate from writing so that nothing of a response is sent before everything is known that
   * may take long or fail. A collector that fails or is too slow costs its own metrics only, which
   * {@code lampas_metrics_failed_collections_total} counts.
   */
  public Scrape gather(ScrapeRequest request) {
    List<Source> asked =
        registered.sources().stream().filter(source -> source.isNamed(request.names())).toList();
    return new Scrape(Gathering.gather(asked, request.limit()), request.names());
  }

  private <T extends Instrument> T unlabelled(
      MetricDefinition definition, MetricKind kind, Family.Maker<T> maker) {
    if (!EncodedFamily.labelNames(definition).isEmpty()) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: labels %s (expected: none; the plural method takes labels)"
              .formatted(definition.name(), EncodedFamily.labelNames(definition)));
    }
    return family(definition, kind, maker).with();
  }

  private <T extends Instrument> Family<T> family(
      MetricDefinition definition, MetricKind kind, Family.Maker<T> maker) {
    requireKind(definition, kind);
    Family<T> family = new Family<>(definition, maker, self, context);
    add(new InstrumentSource(family));
    return family;
  }

  private Registration callback(
      MetricDefinition definition, MetricKind kind, DoubleSupplier value) {
    requireKind(definition, kind);
    return register(new Callback(definition, value));
  }

  private static void requireKind(MetricDefinition definition, MetricKind expected) {
    if (definition.kind() != expected) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: its kind is %s (expected: %s)"
              .formatted(
                  definition.name(),
                  definition.kind().openMetricsName(),
                  expected.openMetricsName()));
    }
  }

  private synchronized Registration add(Source source) {
    registered = registered.with(source);
    return () -> remove(source);
  }

  private synchronized void remove(Source source) {
    registered = registered.without(source);
  }
}
