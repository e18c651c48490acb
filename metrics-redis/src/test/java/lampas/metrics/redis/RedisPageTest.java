package lampas.metrics.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** The page docs/redis.md: its sample is compiled and run, its names are those of the code. */
class RedisPageTest {
  private static final Path PAGE = Path.of("../docs/redis.md");

  @Test
  void theSampleMeasuresACommandAndSeesRedis() throws Exception {
    try (RedisServer server = RedisServer.start()) {
      RedisURI uri = server.uri();
      // Page begins
      Registry registry = Registry.create();
      RedisOptions options = RedisOptions.DEFAULT.withNamespace("asdlc").withStreams("events");
      RedisMetrics metrics = RedisMetrics.create(registry, options);

      RedisClient client = RedisClient.create(uri);
      metrics.installOn(client); // before it connects
      RedisWatch watch = metrics.watch(client, uri); // ping and streams, at each scrape
      StatefulRedisConnection<String, String> connection = client.connect();
      connection.sync().set("key", "value");
      boolean ready = watch.isUp().orElse(false); // for /health/ready
      // Page ends
      Page page = Page.of(registry);
      watch.close();
      client.shutdown();

      assertThat(ready).isTrue();
      assertThat(page.value("asdlc_redis_connection_up")).hasValue(1);
      assertThat(page.value("asdlc_redis_operation_duration_seconds_count", "operation", "set"))
          .hasValue(1);
    }
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    assertThat(code(Files.readString(PAGE)))
        .contains(
            code(Files.readString(Path.of("src/test/java/lampas/metrics/redis/RedisPageTest.java")))
                .split("// Page (begins|ends)", -1)[1]);
  }

  /* The formatter moves comments and breaks lines. */
  private static String code(String text) {
    return text.replaceAll("\\s+", " ");
  }

  @Test
  void thePageHasEveryNameWithItsLabels() throws Exception {
    Registry registry = Registry.create();
    try (RedisServer server = RedisServer.start();
        RedisClient client = RedisClient.create(server.uri());
        RedisWatch watch =
            RedisMetrics.create(registry, RedisOptions.DEFAULT).watch(client, server.uri())) {
      assertThat(watch.isUp()).contains(true);
      List<String> rows =
          registry.catalogue().definitions().stream()
              .filter(definition -> definition.name().startsWith("redis_"))
              .map(RedisPageTest::row)
              .toList();

      assertThat(rows).hasSize(17);
      assertThat(Files.readAllLines(PAGE)).containsAll(rows);
    }
  }

  private static String row(MetricDefinition definition) {
    String labels =
        definition.labelNames().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(),
            definition.kind().name().toLowerCase(Locale.ROOT),
            labels,
            definition.help());
  }
}
