package lampas.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerCommandLatencyRecorder;
import io.lettuce.core.metrics.MicrometerOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.DoubleSupplier;
import lampas.metrics.Registry;
import lampas.metrics.redis.RedisMetrics;
import lampas.metrics.redis.RedisOptions;

/** What measures the commands of a Redis client. */
public enum RedisSetup {
  /** Nothing: Lettuce's own recorder is off, too. */
  NONE,
  /** Ours. */
  LAMPAS,
  /** Lettuce's recorder for Micrometer, two timers without buckets. */
  MICROMETER,
  /** The same with histograms. */
  MICROMETER_HISTOGRAM;

  /** The client, its resources, and how many reads were counted; NaN if nobody counts. */
  record Measured(RedisClient client, ClientResources resources, DoubleSupplier counted) {}

  Measured connect(RedisURI uri) {
    return switch (this) {
      case NONE -> {
        ClientResources resources = withoutRecorder();
        yield new Measured(RedisClient.create(resources, uri), resources, () -> Double.NaN);
      }
      case LAMPAS -> {
        Registry registry = Registry.create();
        ClientResources resources = withoutRecorder();
        RedisClient client = RedisClient.create(resources, uri);
        RedisMetrics.create(registry, RedisOptions.DEFAULT).installOn(client);
        String line = "redis_operation_duration_seconds_count{operation=\"get\"}";
        yield new Measured(client, resources, () -> WrittenCounts.sum(registry, line));
      }
      case MICROMETER -> micrometer(uri, MicrometerOptions.create());
      case MICROMETER_HISTOGRAM ->
          micrometer(uri, MicrometerOptions.builder().histogram(true).build());
    };
  }

  private static ClientResources withoutRecorder() {
    return DefaultClientResources.builder()
        .commandLatencyRecorder(CommandLatencyRecorder.disabled())
        .build();
  }

  private static Measured micrometer(RedisURI uri, MicrometerOptions options) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ClientResources resources =
        DefaultClientResources.builder()
            .commandLatencyRecorder(new MicrometerCommandLatencyRecorder(registry, options))
            .build();
    return new Measured(
        RedisClient.create(resources, uri),
        resources,
        () ->
            registry.get("lettuce.command.completion").tag("command", "GET").timers().stream()
                .mapToDouble(Timer::count)
                .sum());
  }
}
