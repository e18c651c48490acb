package lampas.benchmarks;

import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
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

/** The increment of a held handle, by one thread and by two at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CounterBenchmark {
  private final lampas.metrics.Counter lampas =
      Registry.create().counters(Peers.definition(10)).with("GET", "/api", "200");

  private final io.prometheus.metrics.core.datapoints.CounterDataPoint clientJava =
      io.prometheus.metrics.core.metrics.Counter.builder()
          .name("http_requests_total")
          .labelNames("method", "endpoint", "status")
          .build()
          .labelValues("GET", "/api", "200");

  private final io.micrometer.core.instrument.Counter micrometer =
      io.micrometer.core.instrument.Counter.builder("http_requests")
          .tags("method", "GET", "endpoint", "/api", "status", "200")
          .register(
              new io.micrometer.prometheusmetrics.PrometheusMeterRegistry(
                  io.micrometer.prometheusmetrics.PrometheusConfig.DEFAULT));

  static void run(String... arguments) throws RunnerException {
    for (int threads = 1; threads <= 2; threads++) {
      new Runner(
              new OptionsBuilder()
                  .include(CounterBenchmark.class.getName())
                  .addProfiler(GCProfiler.class)
                  .threads(threads)
                  .build())
          .run();
    }
  }

  /** Ours. */
  @Benchmark
  public void lampas() {
    lampas.increment();
  }

  /** The client library of Prometheus. */
  @Benchmark
  public void clientJava() {
    clientJava.inc();
  }

  /** Micrometer with its registry for Prometheus. */
  @Benchmark
  public void micrometer() {
    micrometer.increment();
  }
}
