package lampas.metrics.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lampas.metrics.Registry;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a watch says of a real Redis that is up, stopped, frozen, restarted, or not its own. */
class RedisWatchTest {
  private static final String UP = "redis_connection_up";
  private static final Duration LIMIT = Duration.ofMillis(300);
  private static final RedisOptions OPTIONS =
      RedisOptions.DEFAULT.withAnswerWithin(LIMIT).withStreams("events", "none", "text");

  private final Registry registry = Registry.create();
  private RedisServer server;
  private RedisClient client;
  private RedisMetrics metrics;

  @BeforeEach
  void start() throws Exception {
    server = RedisServer.start();
    client = RedisClient.create(server.uri());
    metrics = RedisMetrics.create(registry, OPTIONS);
    metrics.installOn(client);
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    server.close();
  }

  @Test
  void aRedisThatIsStoppedIsDownAtTheNextScrapeAndUpAgainAfterItsRestart() throws Exception {
    try (RedisWatch watch = metrics.watch(client, server.uri())) {
      assertThat(Page.of(registry).value(UP)).hasValue(1);
      server.stop();
      assertThat(Page.of(registry).value(UP)).hasValue(0);
      assertThat(watch.isUp()).contains(false);
      server.restart();
      assertThat(Page.of(registry).value(UP)).hasValue(1);
      assertThat(watch.isUp()).contains(true);
    }
  }

  @Test
  void aRedisThatHangsIsDownAndHoldsNoScrapeUp() throws Exception {
    try (RedisWatch watch = metrics.watch(client, server.uri())) {
      assertThat(Page.of(registry).value(UP)).hasValue(1);
      server.freeze();
      for (int scrape = 0; scrape < 3; scrape++) {
        long began = System.nanoTime();
        assertThat(Page.of(registry).value(UP)).hasValue(0);
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(3));
      }
      Page down = Page.of(registry);
      assertThat(down.value("redis_last_answer_age_seconds").orElseThrow()).isBetween(0.6, 60.0);
      server.thaw();
      assertThat(watch.isUp()).contains(true);
      assertThat(Page.of(registry).value("redis_last_answer_age_seconds").orElseThrow())
          .isLessThan(1);
    }
  }

  @Test
  void aRedisThatHangsFromTheStartIsDownAndTheAgeOfItsLastAnswerAbsent() throws Exception {
    server.freeze();
    try (RedisWatch watch = metrics.watch(client, server.uri())) {
      Page page = Page.of(registry);
      assertThat(page.value(UP)).hasValue(0);
      assertThat(page.value("redis_last_answer_age_seconds")).isEmpty();
      assertThat(watch.isUp()).contains(false);
    } finally {
      server.thaw();
    }
  }

  @Test
  void aRedisThatDoesNotTakeThePasswordIsDown() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().configSet("requirepass", "right");
    }
    RedisURI wrong = RedisURI.builder(server.uri()).withPassword("wrong".toCharArray()).build();
    try (RedisWatch watch = metrics.watch(client, wrong)) {
      assertThat(Page.of(registry).value(UP)).hasValue(0);
      assertThat(watch.isUp()).contains(false);
    }
    Registry other = Registry.create();
    RedisURI right = RedisURI.builder(server.uri()).withPassword("right".toCharArray()).build();
    try (RedisWatch watch = RedisMetrics.create(other, OPTIONS).watch(client, right)) {
      assertThat(Page.of(other).value(UP)).hasValue(1);
      assertThat(watch.isUp()).contains(true);
    }
  }

  @Test
  void whatNobodyWatchesIsAbsent() throws Exception {
    assertThat(Page.of(registry).value(UP)).isEmpty();
    RedisWatch watch = metrics.watch(client, server.uri());
    assertThatThrownBy(() -> metrics.watch(client, server.uri()))
        .isInstanceOf(DefinitionException.class);
    assertThat(Page.of(registry).value(UP)).hasValue(1);
    watch.close();
    watch.close();

    assertThat(watch.isUp()).isEmpty();
    assertThat(Page.of(registry).value(UP)).isEmpty();
  }

  @Test
  void aBlockingCommandOfTheApplicationIsNotInTheWay() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect();
        RedisWatch watch = metrics.watch(client, server.uri())) {
      Future<?> waiting = connection.async().blpop(0, "nothing");
      assertThat(watch.isUp()).contains(true);
      assertThat(waiting.isDone()).isFalse();
    }
  }

  @Test
  void scrapesAtTheSameTimeShareOneLook() throws Exception {
    try (RedisWatch watch = metrics.watch(client, server.uri());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(watch.isUp()).contains(true);
      server.freeze();
      List<Future<Page>> scrapes = new ArrayList<>();
      long began = System.nanoTime();
      for (int i = 0; i < 8; i++) {
        scrapes.add(threads.submit(() -> Page.of(registry)));
      }
      for (Future<Page> scrape : scrapes) {
        assertThat(scrape.get().value(UP)).hasValue(0);
      }
      assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(5));
    } finally {
      server.thaw();
    }
  }

  @Test
  void aStreamAndItsGroupsAreAsTheyAre() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect();
        RedisWatch watch = metrics.watch(client, server.uri())) {
      RedisCommands<String, String> redis = connection.sync();
      List<String> seconds = redis.time();
      long hourAgo = (Long.parseLong(seconds.getFirst()) - 3_600) * 1_000;
      redis.xadd("events", new XAddArgs().id(hourAgo + "-1"), Map.of("a", "1"));
      for (int i = 0; i < 4; i++) {
        redis.xadd("events", Map.of("a", "1"));
      }
      for (String group : List.of("fast", "slow", "new")) {
        redis.xgroupCreate(
            StreamOffset.from("events", group.equals("new") ? "$" : "0"),
            group,
            XGroupCreateArgs.Builder.mkstream());
      }
      read(redis, "fast", 5).forEach(entry -> redis.xack("events", "fast", entry.getId()));
      read(redis, "slow", 2);

      Page page = Page.of(registry);
      assertThat(page.value(UP)).hasValue(1);
      assertThat(watch.isUp()).contains(true);
      assertThat(page.samples("redis_stream_length")).containsExactly("{stream=\"events\"} 5.0");
      assertThat(page.samples("redis_stream_group_pending"))
          .containsExactly(
              "{group=\"fast\", stream=\"events\"} 0.0",
              "{group=\"new\", stream=\"events\"} 0.0",
              "{group=\"slow\", stream=\"events\"} 2.0");
      assertThat(page.samples("redis_stream_group_lag"))
          .containsExactly(
              "{group=\"fast\", stream=\"events\"} 0.0",
              "{group=\"new\", stream=\"events\"} 0.0",
              "{group=\"slow\", stream=\"events\"} 3.0");
      assertThat(page.samples("redis_stream_group_consumers"))
          .containsExactly(
              "{group=\"fast\", stream=\"events\"} 1.0",
              "{group=\"new\", stream=\"events\"} 0.0",
              "{group=\"slow\", stream=\"events\"} 1.0");
      assertThat(page.samples("redis_stream_group_oldest_pending_age_seconds")).hasSize(1);
      assertThat(
              page.value(
                      "redis_stream_group_oldest_pending_age_seconds",
                      "stream",
                      "events",
                      "group",
                      "slow")
                  .orElseThrow())
          .isBetween(3_599.0, 3_630.0);

      server.stop();
      Page down = Page.of(registry);
      assertThat(down.value(UP)).hasValue(0);
      assertThat(down.samples("redis_stream_length")).isEmpty();
      assertThat(down.samples("redis_stream_group_lag")).isEmpty();
    }
  }

  @Test
  void aLagThatTheServerDoesNotKnowIsAbsent() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect();
        RedisWatch watch = metrics.watch(client, server.uri())) {
      RedisCommands<String, String> redis = connection.sync();
      redis.xadd("events", Map.of("a", "1"));
      String second = redis.xadd("events", Map.of("a", "1"));
      redis.xadd("events", Map.of("a", "1"));
      redis.xgroupCreate(StreamOffset.from("events", second), "middle");
      redis.xdel("events", redis.xadd("events", Map.of("a", "1")));

      Page page = Page.of(registry);
      assertThat(page.value("redis_stream_length", "stream", "events")).hasValue(3);
      assertThat(page.samples("redis_stream_group_lag")).isEmpty();
      assertThat(page.samples("redis_stream_group_pending")).hasSize(1);
      assertThat(watch.isUp()).contains(true);
    }
  }

  @Test
  void aKeyThatIsNoStreamCostsItsOwnMetricsAndIsCounted() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect();
        RedisWatch watch = metrics.watch(client, server.uri())) {
      connection.sync().set("text", "v");
      connection.sync().xadd("events", Map.of("a", "1"));
      assertThat(watch.isUp()).contains(true);
      Page page = Page.of(registry);

      assertThat(page.samples("redis_stream_length")).containsExactly("{stream=\"events\"} 1.0");
      assertThat(page.samples("redis_stream_check_failures_total"))
          .containsExactly(
              "{stream=\"events\"} 0.0", "{stream=\"none\"} 0.0", "{stream=\"text\"} 2.0");
    }
  }

  @Test
  void whatTheWatchAsksIsNotAmongTheApplicationsCommands() throws Exception {
    try (RedisWatch watch = metrics.watch(client, server.uri())) {
      assertThat(watch.isUp()).contains(true);
      Page page = Page.of(registry);

      assertThat(page.samples("redis_operation_duration_seconds_count")).isEmpty();
      assertThat(page.value("redis_connections_open")).hasValue(0);
    }
  }

  @SuppressWarnings("unchecked") // Lettuce's arguments are generic arrays.
  private static List<StreamMessage<String, String>> read(
      RedisCommands<String, String> redis, String group, int count) {
    return redis.xreadgroup(
        Consumer.from(group, "c"),
        XReadArgs.Builder.count(count),
        StreamOffset.lastConsumed("events"));
  }
}
