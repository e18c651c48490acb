package lampas.examples.agents.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lampas.examples.agents.config.OwnRedisSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The carried redis-server: starts, keeps what it answered through kill -9, cleans up. */
class OwnRedisTest {
  @TempDir private Path folder;

  @Test
  void theCarriedOneIsNewEnoughAndItsTemporaryFolderGoesWithIt() throws Exception {
    OwnRedis redis = OwnRedis.start(new OwnRedisSettings(0, Optional.empty()));

    assertThat(call(redis.url(), "INFO")).contains("redis_version:6.2", "aof_enabled:1");
    assertThat(redis.data()).isDirectory();

    redis.close();

    assertThat(redis.ended().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    assertThat(redis.data()).doesNotExist();
  }

  @Test
  void whatItAnsweredIsThereAgainAfterKillMinusNine() throws Exception {
    try (TestRedis redis = TestRedis.carried(folder)) {
      call(redis.url(), "SET");
      redis.kill();
      redis.restart();

      assertThat(call(redis.url(), "GET")).isEqualTo("kept");
    }
  }

  @Test
  void aPortThatIsTakenIsToldWithItsReason() {
    try (OwnRedis first = OwnRedis.start(new OwnRedisSettings(0, Optional.empty()))) {
      OwnRedisSettings same = new OwnRedisSettings(first.port(), Optional.of(folder));

      assertThatThrownBy(() -> OwnRedis.start(same))
          .isInstanceOf(RedisUnavailableException.class)
          .hasMessage("Redis: port " + first.port() + " is taken (expected: a free one)");
    }
  }

  private static String call(String url, String what) {
    RedisClient client = RedisLink.client(url, Duration.ofSeconds(2), RedisObserver.NONE);
    try (RedisLink link = RedisLink.open(client, url, "test", Duration.ofSeconds(2))) {
      assertThat(link.awaitConnection(Duration.ofSeconds(10))).isTrue();
      return String.valueOf(
          link.<String>call(redis ->
              switch (what) {
                case "INFO" -> redis.info();
                case "SET" -> redis.set("key", "kept");
                default -> redis.get("key");
              }));
    } finally {
      RedisLink.shutdown(client);
    }
  }
}
