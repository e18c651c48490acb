package lampas.examples.agents.telemetry;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.time.Duration;
import lampas.examples.agents.config.LogSettings;
import lampas.examples.agents.queue.Keys;
import lampas.metrics.Registry;
import lampas.metrics.RegistryOptions;
import lampas.metrics.http.HttpServerMetrics;
import lampas.metrics.http.HttpServerOptions;
import lampas.metrics.jvm.JvmMetrics;
import lampas.metrics.jvm.ProcessMemoryMetrics;
import lampas.metrics.jvm.ServiceInfo;
import lampas.metrics.redis.RedisMetrics;
import lampas.metrics.redis.RedisOptions;
import lampas.metrics.redis.RedisWatch;
import lampas.model.label.Labels;

/**
 * What every service of the platform measures: itself, its HTTP server and its Redis.
 *
 * @param registry whose series all carry the label {@code service}
 * @param http measures its HTTP server
 * @param redis measures its Redis client
 */
public record ServiceTelemetry(Registry registry, HttpServerMetrics http, RedisMetrics redis) {
  private static final Duration REDIS_ANSWER = Duration.ofMillis(500);

  /**
   * The metrics of a service.
   *
   * @param service the value of the label {@code service}
   */
  public static ServiceTelemetry of(String service, String version, LogSettings log) {
    Registry registry =
        Registry.create(RegistryOptions.STANDARD.withLabels(Labels.of("service", service)));
    ServiceInfo.register(registry, Definitions.NAMESPACE, version);
    ProcessMemoryMetrics.register(registry, Definitions.NAMESPACE);
    JvmMetrics.register(registry);
    Keys keys = new Keys(log.prefix());
    return new ServiceTelemetry(
        registry,
        HttpServerMetrics.create(
            registry, HttpServerOptions.DEFAULT.withNamespace(Definitions.NAMESPACE)),
        RedisMetrics.create(
            registry,
            RedisOptions.DEFAULT
                .withNamespace(Definitions.NAMESPACE)
                .withAnswerWithin(REDIS_ANSWER)
                .withStreams(keys.stream(), keys.deadLetters())));
  }

  /** Looks at Redis with each scrape and each question for health. */
  public RedisWatch watch(RedisClient client, String url) {
    return redis.watch(client, RedisURI.create(url));
  }
}
