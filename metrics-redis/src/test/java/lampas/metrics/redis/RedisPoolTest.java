package lampas.metrics.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.support.AsyncConnectionPoolSupport;
import io.lettuce.core.support.BoundedAsyncPool;
import io.lettuce.core.support.BoundedPoolConfig;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import org.junit.jupiter.api.Test;

class RedisPoolTest {
  private final Registry registry = Registry.create();
  private final RedisMetrics metrics = RedisMetrics.create(registry, RedisOptions.DEFAULT);

  @Test
  void aPoolOfLettuceShowsWhatIsTakenAndWhatIsNot() throws Exception {
    try (RedisServer server = RedisServer.start();
        RedisClient client = RedisClient.create(server.uri())) {
      metrics.installOn(client);
      BoundedAsyncPool<StatefulRedisConnection<String, String>> pool =
          AsyncConnectionPoolSupport.createBoundedObjectPool(
              () -> client.connectAsync(StringCodec.UTF8, server.uri()),
              BoundedPoolConfig.builder().maxTotal(5).build());
      Registration registration = metrics.watchPool("main", RedisPoolStats.of(pool));
      StatefulRedisConnection<String, String> first = pool.acquire().join();
      StatefulRedisConnection<String, String> second = pool.acquire().join();
      pool.release(first).join();
      assertThat(second.sync().ping()).isEqualTo("PONG");

      Page page = Page.of(registry);
      assertThat(page.samples("redis_pool_connections"))
          .containsExactly(
              "{pool=\"main\", state=\"active\"} 1.0", "{pool=\"main\", state=\"idle\"} 1.0");
      assertThat(page.value("redis_pool_connections_maximum", "pool", "main")).hasValue(5);
      assertThat(page.value("redis_connections_open")).hasValue(2);

      assertThatThrownBy(() -> metrics.watchPool("main", RedisPoolStats.of(pool)))
          .isInstanceOf(MetricsException.class)
          .hasMessage("Redis pool: \"main\" is there already (expected: a new name)");
      registration.close();
      pool.release(second).join();
      pool.close();
    }

    assertThat(Page.of(registry).samples("redis_pool_connections")).isEmpty();
  }
}
