package lampas.benchmarks;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import lampas.metrics.Family;
import lampas.metrics.Registry;
import lampas.metrics.RegistryOptions;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;

/** The same counters in each library: a name, three labels, a held handle for each series. */
final class Peers {
  private static final double[] BOUNDS = {.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

  private Peers() {}

  /** A library with its counters. */
  record Library(String name, List<Runnable> increments, Page page) {}

  /** Writes the page of metrics in the text format 0.0.4. */
  interface Page {
    void write(OutputStream out) throws IOException;
  }

  /** The libraries that are measured, each with so many counters. */
  static List<Library> withCounters(int count) {
    return List.of(lampas(count), clientJava(count), micrometer(count));
  }

  /** The libraries that are measured, each with so many histograms of 12 classic buckets. */
  static List<Library> withHistograms(int count) {
    return List.of(lampasHistograms(count), clientJavaHistograms(count), micrometerTimers(count));
  }

  static MetricDefinition definition(int count) {
    return MetricDefinition.counter("http_requests_total")
        .help("Requests.")
        .label("method", LabelDomain.bounded(10))
        .label("endpoint", LabelDomain.bounded(count))
        .label("status", LabelDomain.bounded(10))
        .build();
  }

  static String method(int i) {
    return i % 2 == 0 ? "GET" : "POST";
  }

  static String endpoint(int i) {
    return "/api/v1/resource/" + i / 4;
  }

  static String status(int i) {
    return i % 4 < 2 ? "200" : "500";
  }

  static Library lampas(int count) {
    Registry registry =
        Registry.create(
            RegistryOptions.STANDARD.withSeriesPerFamily(count).withSeriesInAll(2 * count));
    Family<lampas.metrics.Counter> family = registry.counters(definition(count));
    List<Runnable> increments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      increments.add(family.with(method(i), endpoint(i), status(i))::increment);
    }
    return new Library("lampas", increments, out -> registry.write(Format.TEXT, out));
  }

  private static Library lampasHistograms(int count) {
    Registry registry = Registry.create();
    Family<lampas.metrics.Histogram> family =
        registry.histograms(
            MetricDefinition.histogram("wait_seconds")
                .help("Wait.")
                .label("method", LabelDomain.bounded(10))
                .label("endpoint", LabelDomain.bounded(count))
                .label("status", LabelDomain.bounded(10))
                .buckets(Buckets.of(BOUNDS))
                .build());
    List<Runnable> increments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lampas.metrics.Histogram one = family.with(method(i), endpoint(i), status(i));
      increments.add(() -> one.observe(0.03));
    }
    return new Library("lampas", increments, out -> registry.write(Format.TEXT, out));
  }

  private static Library clientJavaHistograms(int count) {
    PrometheusRegistry registry = new PrometheusRegistry();
    var histogram =
        io.prometheus.metrics.core.metrics.Histogram.builder()
            .name("wait_seconds")
            .help("Wait.")
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .labelNames("method", "endpoint", "status")
            .register(registry);
    List<Runnable> increments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var one = histogram.labelValues(method(i), endpoint(i), status(i));
      increments.add(() -> one.observe(0.03));
    }
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    return new Library(
        "client_java 1.9.0", increments, out -> writer.write(out, registry.scrape()));
  }

  private static Library micrometerTimers(int count) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List<Runnable> increments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var one =
          io.micrometer.core.instrument.DistributionSummary.builder("wait_seconds")
              .description("Wait.")
              .serviceLevelObjectives(BOUNDS)
              .tags("method", method(i), "endpoint", endpoint(i), "status", status(i))
              .register(registry);
      increments.add(() -> one.record(0.03));
    }
    return new Library("Micrometer 1.17.2", increments, registry::scrape);
  }

  static Library clientJava(int count) {
    PrometheusRegistry registry = new PrometheusRegistry();
    var counter =
        io.prometheus.metrics.core.metrics.Counter.builder()
            .name("http_requests_total")
            .help("Requests.")
            .labelNames("method", "endpoint", "status")
            .register(registry);
    List<Runnable> increments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      increments.add(counter.labelValues(method(i), endpoint(i), status(i))::inc);
    }
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    return new Library(
        "client_java 1.9.0", increments, out -> writer.write(out, registry.scrape()));
  }

  static Library micrometer(int count) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List<Runnable> increments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      increments.add(
          io.micrometer.core.instrument.Counter.builder("http_requests")
                  .description("Requests.")
                  .tags("method", method(i), "endpoint", endpoint(i), "status", status(i))
                  .register(registry)
              ::increment);
    }
    return new Library("Micrometer 1.17.2", increments, registry::scrape);
  }
}
