package lampas.benchmarks;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Family;
import lampas.metrics.Registry;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Counters that are asked for by their labels, and histograms of both kinds, by one thread and by
 * two at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class InstrumentBenchmark {
  private static final double[] BOUNDS = {.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
  private static final int VALUES = 1 << 12;

  private final Registry registry = Registry.create();
  private final Family<lampas.metrics.Counter> lampasCounters =
      registry.counters(Peers.definition(10));
  private final lampas.metrics.Histogram lampasClassic =
      registry.histogram(
          MetricDefinition.histogram("classic_seconds")
              .help("Classic.")
              .buckets(Buckets.of(BOUNDS))
              .build());
  private final lampas.metrics.Histogram lampasNative =
      registry.histogram(MetricDefinition.nativeHistogram("native_seconds").help("N.").build());
  private final lampas.metrics.Histogram lampasBoth =
      registry.histogram(
          MetricDefinition.histogram("both_seconds")
              .help("Both.")
              .buckets(Buckets.of(BOUNDS))
              .nativeBuckets(lampas.model.catalogue.NativeBuckets.STANDARD)
              .build());
  private final lampas.metrics.EnumSeries<TimeUnit, lampas.metrics.Counter> lampasEnum =
      registry
          .counters(
              MetricDefinition.counter("enum_total")
                  .help("E.")
                  .label("unit", LabelDomain.closed(TimeUnit.class))
                  .build())
          .by(TimeUnit.class);

  private final io.prometheus.metrics.core.metrics.Counter clientJavaCounters =
      io.prometheus.metrics.core.metrics.Counter.builder()
          .name("http_requests_total")
          .labelNames("method", "endpoint", "status")
          .build();
  private final DistributionDataPoint clientJavaClassic =
      io.prometheus.metrics.core.metrics.Histogram.builder()
          .name("classic_seconds")
          .classicOnly()
          .classicUpperBounds(BOUNDS)
          .build();
  private final DistributionDataPoint clientJavaNative =
      io.prometheus.metrics.core.metrics.Histogram.builder()
          .name("native_seconds")
          .nativeOnly()
          .build();

  private final io.micrometer.core.instrument.MeterRegistry micrometer =
      new io.micrometer.prometheusmetrics.PrometheusMeterRegistry(
          io.micrometer.prometheusmetrics.PrometheusConfig.DEFAULT);

  private final double[] values = new double[VALUES];
  /* Texts that are equal to those of the series and not the same, as a request brings them. */
  private final String method = String.valueOf("GET".toCharArray());
  private final String endpoint = String.valueOf("/api".toCharArray());
  private final String status = String.valueOf("200".toCharArray());

  /** Observations around 50 ms. */
  public InstrumentBenchmark() {
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < VALUES; i++) {
      values[i] = 0.05 * Math.exp(random.nextGaussian());
    }
  }

  static void run(String... arguments) throws RunnerException {
    for (int threads = 1; threads <= 2; threads++) {
      new Runner(
              new OptionsBuilder()
                  .include(
                      InstrumentBenchmark.class.getName()
                          + (arguments.length > 0 ? ".*" + arguments[0] + ".*" : ""))
                  .addProfiler(GCProfiler.class)
                  .threads(threads)
                  .build())
          .run();
    }
  }

  private double next() {
    return values[ThreadLocalRandom.current().nextInt() & VALUES - 1];
  }

  /** Ours, by three labels. */
  @Benchmark
  public void labelsLampas() {
    lampasCounters.with(method, endpoint, status).increment();
  }

  /** The client library of Prometheus, by three labels. */
  @Benchmark
  public void labelsClientJava() {
    clientJavaCounters.labelValues(method, endpoint, status).inc();
  }

  /** Micrometer, by three tags. */
  @Benchmark
  public void labelsMicrometer() {
    micrometer
        .counter("http_requests", "method", method, "endpoint", endpoint, "status", status)
        .increment();
  }

  /** Ours, by the constant of an enum. */
  @Benchmark
  public void enumLampas() {
    lampasEnum.of(TimeUnit.SECONDS).increment();
  }

  /** What the values themselves cost. */
  @Benchmark
  public double histogramNothing() {
    return next();
  }

  /** Ours, 12 classic buckets. */
  @Benchmark
  public void histogramClassicLampas() {
    lampasClassic.observe(next());
  }

  /** The client library of Prometheus, 12 classic buckets. */
  @Benchmark
  public void histogramClassicClientJava() {
    clientJavaClassic.observe(next());
  }

  /** Ours, native buckets. */
  @Benchmark
  public void histogramNativeLampas() {
    lampasNative.observe(next());
  }

  /** Ours, both kinds of buckets. */
  @Benchmark
  public void histogramBothLampas() {
    lampasBoth.observe(next());
  }

  /** The client library of Prometheus, native buckets. */
  @Benchmark
  public void histogramNativeClientJava() {
    clientJavaNative.observe(next());
  }
}
