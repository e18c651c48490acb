package lampas.metrics.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.util.Map;
import java.util.stream.IntStream;
import lampas.metrics.Registry;
import org.junit.jupiter.api.Test;

/** A cluster of one node: its client hands each command on, which is still one. */
class RedisClusterTest {
  private final Registry registry = Registry.create();
  private final RedisMetrics metrics = RedisMetrics.create(registry, RedisOptions.DEFAULT);

  @Test
  void aCommandToAClusterCountsOnce() throws Exception {
    try (RedisServer server = RedisServer.start("--cluster-enabled", "yes")) {
      makeCluster(server);
      try (RedisClusterClient client = RedisClusterClient.create(server.uri())) {
        metrics.installOn(client);
        try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
          connection.sync().set("k", "v");
          assertThat(connection.sync().get("k")).isEqualTo("v");
          assertThat(connection.async().get("k").get()).isEqualTo("v");
          connection.sync().mset(Map.of("a", "1", "b", "2"));
          assertThat(connection.reactive().get("k").block()).isEqualTo("v");
          connection.sync().ping();
        }
      }
    }

    Page page = Page.of(registry);
    String count = "redis_operation_duration_seconds_count";
    assertThat(page.value(count, "operation", "set")).hasValue(1);
    assertThat(page.value(count, "operation", "get")).hasValue(3);
    assertThat(page.value(count, "operation", "ping")).hasValue(1);
    assertThat(page.value("redis_operations_in_flight")).hasValue(0);
    assertThat(page.samples("redis_operation_errors_total")).isEmpty();
  }

  private static void makeCluster(RedisServer server) throws Exception {
    try (RedisClient client = RedisClient.create(server.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().clusterAddSlots(IntStream.range(0, 16_384).toArray());
      Until.holds(() -> connection.sync().clusterInfo().contains("cluster_state:ok"));
    }
  }
}
