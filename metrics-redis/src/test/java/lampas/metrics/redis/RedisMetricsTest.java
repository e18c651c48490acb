package lampas.metrics.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.Registry;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** The commands of a client against a real Redis, in every way in which they can end. */
class RedisMetricsTest {
  private static final String DURATION = "redis_operation_duration_seconds";
  private static final String ERRORS = "redis_operation_errors_total";

  private final Registry registry = Registry.create();
  private final AtomicLong pausedNanos = new AtomicLong();
  private final AtomicBoolean brokenClock = new AtomicBoolean();
  private final RedisMetrics metrics =
      RedisMetrics.create(registry, RedisOptions.DEFAULT, this::time);
  private RedisServer server;
  private RedisClient client;

  @BeforeEach
  void start() throws Exception {
    server = RedisServer.start();
    client = RedisClient.create(server.uri());
    metrics.installOn(client);
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    server.close();
  }

  @Test
  void whatIsCountedIsWhatTheServerCounts() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      for (int i = 0; i < 7; i++) {
        redis.set("k" + i, "v");
      }
      List<RedisFuture<String>> reads =
          List.of(connection.async().get("k1"), connection.async().get("nothing"));
      for (RedisFuture<String> read : reads) {
        read.get(10, TimeUnit.SECONDS);
      }
      assertThat(connection.reactive().incr("n").block()).isEqualTo(1);
      redis.hset("h", Map.of("a", "1"));
      String counted = redis.info("commandstats");

      Page page = Page.of(registry);
      for (String operation : List.of("set", "get", "incr", "hset")) {
        double here = page.value(DURATION + "_count", "operation", operation).orElseThrow();
        assertThat(counted).contains("cmdstat_" + operation + ":calls=" + (int) here + ",");
      }
      assertThat(page.value(DURATION + "_count", "operation", "set")).hasValue(7);
      assertThat(page.value(DURATION + "_sum", "operation", "set").orElseThrow())
          .isBetween(0.000_01, 10.0);
      assertThat(page.samples(ERRORS)).isEmpty();
      assertThat(page.value("redis_operations_in_flight")).hasValue(0);
      /* The handshake is Lettuce's, not the application's. */
      assertThat(page.samples(DURATION + "_count")).hasSize(5);
    }
  }

  @Test
  void aCommandOfOneHundredMillisecondsCountsOnceInItsBucket() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      assertThat(
              connection
                  .sync()
                  .dispatch(CommandType.DEBUG, new StatusOutput<>(StringCodec.UTF8), sleep()))
          .isEqualTo("OK");
    }

    Page page = Page.of(registry);
    assertThat(page.value(DURATION + "_count", "operation", "debug")).hasValue(1);
    assertThat(page.value(DURATION + "_bucket", "operation", "debug", "le", "0.1")).hasValue(0);
    assertThat(page.value(DURATION + "_bucket", "operation", "debug", "le", "+Inf")).hasValue(1);
    assertThat(page.value(DURATION + "_sum", "operation", "debug").orElseThrow())
        .isBetween(0.1, 10.0);
  }

  @Test
  void errorsOfTheServerAreCountedByTheirCode() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      redis.set("text", "v");
      assertThatThrownBy(() -> redis.lpush("text", "x")).hasMessageContaining("WRONGTYPE");
      assertThatThrownBy(() -> redis.auth("user", "wrong")).hasMessageContaining("WRONGPASS");
      assertThatThrownBy(() -> redis.evalsha("00", ScriptOutputType.STATUS))
          .isInstanceOf(RedisCommandExecutionException.class);
      assertThatThrownBy(
              () -> redis.eval("return redis.error_reply('MYOWN x')", ScriptOutputType.STATUS))
          .hasMessageContaining("MYOWN");
    }

    Page page = Page.of(registry);
    assertThat(page.samples(ERRORS))
        .containsExactly(
            "{error=\"noscript\", operation=\"evalsha\"} 1.0",
            "{error=\"other\", operation=\"eval\"} 1.0",
            "{error=\"wrongpass\", operation=\"auth\"} 1.0",
            "{error=\"wrongtype\", operation=\"lpush\"} 1.0");
    assertThat(page.value(DURATION + "_count", "operation", "lpush")).hasValue(1);
  }

  @Test
  void aServerThatWantsAPasswordIsAnErrorByItsName() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().configSet("requirepass", "secret");
      try (StatefulRedisConnection<String, String> other =
          client.connect(StringCodec.UTF8, server.uri())) {
        assertThatThrownBy(() -> other.sync().get("k")).hasMessageContaining("NOAUTH");
      } catch (RedisException e) {
        assertThat(e).hasStackTraceContaining("NOAUTH");
        return;
      }
    }

    assertThat(Page.of(registry).samples(ERRORS))
        .containsExactly("{error=\"noauth\", operation=\"get\"} 1.0");
  }

  @Test
  void aCommandThatLettuceDoesNotKnowIsOther() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      assertThatThrownBy(() ->
              connection
                  .sync()
                  .dispatch(new Keyword("MADE.UP"), new StatusOutput<>(StringCodec.UTF8)))
          .hasMessageContaining("unknown command");
      assertThat(
              connection.sync().dispatch(new Keyword("ping"), new StatusOutput<>(StringCodec.UTF8)))
          .isEqualTo("PONG");
    }

    Page page = Page.of(registry);
    assertThat(page.samples(DURATION + "_count"))
        .containsExactly("{operation=\"other\"} 1.0", "{operation=\"ping\"} 1.0");
    assertThat(page.samples(ERRORS)).containsExactly("{error=\"err\", operation=\"other\"} 1.0");
  }

  @Test
  void aSynchronousCommandThatTimesOutIsATimeoutAndItsLateAnswerNothing() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().ping();
      connection.setTimeout(Duration.ofMillis(50));
      server.freeze();
      assertThatThrownBy(() -> connection.sync().get("k"))
          .isInstanceOf(RedisCommandTimeoutException.class);
      server.thaw();
      connection.setTimeout(Duration.ofSeconds(10));
      connection.sync().ping();

      Page page = Page.of(registry);
      assertThat(page.samples(ERRORS))
          .containsExactly("{error=\"timeout\", operation=\"get\"} 1.0");
      assertThat(page.value(DURATION + "_count", "operation", "get")).hasValue(1);
      assertThat(page.value(DURATION + "_sum", "operation", "get").orElseThrow())
          .isBetween(0.045, 10.0);
      assertThat(page.value("redis_operations_in_flight")).hasValue(0);
    }
  }

  @Test
  void anAsynchronousCommandThatExpiresIsATimeout() throws Exception {
    client.setOptions(
        ClientOptions.builder()
            /* Long enough for Lettuce's handshake. */
            .timeoutOptions(TimeoutOptions.enabled(Duration.ofMillis(500)))
            .build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      server.freeze();
      RedisFuture<String> read = connection.async().get("k");
      assertThatThrownBy(() -> read.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RedisCommandTimeoutException.class);
      server.thaw();

      assertThat(Page.of(registry).samples(ERRORS))
          .containsExactly("{error=\"timeout\", operation=\"get\"} 1.0");
    }
  }

  @Test
  void aCommandThatItsOwnerCancelsIsCancelled() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      server.freeze();
      RedisFuture<String> read = connection.async().get("k");
      assertThat(Page.of(registry).value("redis_operations_in_flight")).hasValue(1);
      read.cancel(true);
      assertThatThrownBy(read::get).isInstanceOf(CancellationException.class);
      server.thaw();
      connection.sync().ping();

      Page page = Page.of(registry);
      assertThat(page.samples(ERRORS))
          .containsExactly("{error=\"cancelled\", operation=\"get\"} 1.0");
      assertThat(page.value(DURATION + "_count", "operation", "get")).hasValue(1);
      assertThat(page.value("redis_operations_in_flight")).hasValue(0);
    }
  }

  @Test
  void aReactiveCommandThatIsCancelledIsInFlightUntilItIsAnsweredOrGivenUp() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().ping();
      server.freeze();
      Disposable sent = connection.reactive().get("k").subscribe();
      assertThat(Page.of(registry).value("redis_operations_in_flight")).hasValue(1);
      sent.dispose();
      server.thaw();
      connection.sync().ping();
      assertThat(Page.of(registry).value("redis_operations_in_flight")).hasValue(0);
      assertThat(Page.of(registry).samples(ERRORS)).isEmpty();

      server.freeze();
      connection.reactive().get("k").subscribe().dispose();
      assertThat(Page.of(registry).value("redis_operations_in_flight")).hasValue(1);
      assertThat(Page.of(registry).value("redis_operations_in_flight")).hasValue(0);
      server.thaw();
      connection.sync().ping();

      Page page = Page.of(registry);
      assertThat(page.samples(ERRORS))
          .containsExactly("{error=\"cancelled\", operation=\"get\"} 1.0");
      assertThat(page.value(DURATION + "_count", "operation", "get")).hasValue(1);
    }
  }

  @Test
  void aCommandWhoseConnectionIsClosedIsDisconnected() throws Exception {
    StatefulRedisConnection<String, String> connection = client.connect();
    RedisFuture<?> waiting = connection.async().blpop(0, "nothing");
    assertThat(Page.of(registry).value("redis_connections_open")).hasValue(1);
    connection.close();
    assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(Exception.class);

    assertThat(Page.of(registry).samples(ERRORS))
        .containsExactly("{error=\"disconnected\", operation=\"blpop_blocking\"} 1.0");
    Until.holds(() -> Page.of(registry).value("redis_connections_open").orElseThrow() == 0);
    assertThat(Page.of(registry).value("redis_connections_closed_total")).hasValue(1);
  }

  @Test
  void aCommandThatIsSentAgainAfterAReconnectCountsOnce() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.sync().set("k", "v");
      server.freeze();
      RedisFuture<String> first = connection.async().get("k");
      RedisFuture<String> sent = connection.async().get("k");
      server.stop();
      Until.holds(() -> !connection.isOpen());
      RedisFuture<String> kept = connection.async().get("k");
      server.restart();
      assertThat(sent.get(30, TimeUnit.SECONDS)).isNull();
      assertThat(kept.get(30, TimeUnit.SECONDS)).isNull();

      Page page = Page.of(registry);
      assertThat(page.value(DURATION + "_count", "operation", "get")).hasValue(3);
      /* Lettuce fails the command that a reset of the connection hits, if it is reset, and sends
      the others again. */
      List<String> errors =
          first.toCompletableFuture().isCompletedExceptionally()
              ? List.of("{error=\"disconnected\", operation=\"get\"} 1.0")
              : List.of();
      assertThat(page.samples(ERRORS)).isEqualTo(errors);
      assertThat(page.value("redis_operations_in_flight")).hasValue(0);
      assertThat(page.value("redis_connections_open")).hasValue(1);
      assertThat(page.value("redis_connections_opened_total")).hasValue(2);
      assertThat(page.value("redis_connections_closed_total")).hasValue(1);
    }
  }

  @Test
  void commandsThatAreRefusedWithoutAConnectionAreDisconnected() throws Exception {
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      server.stop();
      Until.holds(() -> !connection.isOpen());
      assertThatThrownBy(() -> connection.sync().get("k")).isInstanceOf(RedisException.class);

      assertThat(Page.of(registry).samples(ERRORS))
          .containsExactly("{error=\"disconnected\", operation=\"get\"} 1.0");
    }
  }

  @Test
  void aCommandForWhichThereIsNoRoomIsCountedAsThat() throws Exception {
    client.setOptions(ClientOptions.builder().requestQueueSize(1).build());
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      server.freeze();
      RedisFuture<String> first = connection.async().get("a");
      assertThatThrownBy(() -> connection.async().get("b").get(10, TimeUnit.SECONDS))
          .hasStackTraceContaining("size exceeded");
      server.thaw();
      first.get(10, TimeUnit.SECONDS);

      assertThat(Page.of(registry).samples(ERRORS))
          .containsExactly("{error=\"queue_full\", operation=\"get\"} 1.0");
    }
  }

  @SuppressWarnings("unchecked") // Lettuce's arguments are generic arrays.
  @Test
  void commandsThatWaitOnPurposeHaveAnOperationOfTheirOwn() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      Consumer<String> consumer = Consumer.from("group", "BLOCK");
      redis.xgroupCreate(
          StreamOffset.from("events", "0"), "group", XGroupCreateArgs.Builder.mkstream());
      redis.xreadgroup(consumer, StreamOffset.lastConsumed("events"));
      redis.xreadgroup(
          consumer, XReadArgs.Builder.block(20).count(5), StreamOffset.lastConsumed("events"));
      redis.xread(StreamOffset.from("events", "0"));
      redis.xread(XReadArgs.Builder.block(20), StreamOffset.from("events", "0"));
      redis.blpop(0.02, "nothing");

      Page page = Page.of(registry);
      for (String operation :
          List.of("xreadgroup", "xreadgroup_blocking", "xread", "xread_blocking")) {
        assertThat(page.value(DURATION + "_count", "operation", operation)).hasValue(1);
      }
      assertThat(page.value(DURATION + "_sum", "operation", "blpop_blocking").orElseThrow())
          .isGreaterThan(0.018);
    }
  }

  @Test
  void whatTheApplicationDoesBetweenMultiAndExecIsNotRedis() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      redis.set("text", "v");
      redis.multi();
      RedisFuture<Long> fails = connection.async().lpush("text", "x");
      RedisFuture<String> queued = connection.async().set("k", "v");
      redis.ping();
      Until.holds(() -> counted("set") == 2 && counted("lpush") == 1);
      pausedNanos.set(TimeUnit.HOURS.toNanos(1));
      TransactionResult result = redis.exec();
      assertThat(result).hasSize(3);
      assertThat(queued.get(10, TimeUnit.SECONDS)).isEqualTo("OK");
      assertThatThrownBy(() -> fails.get(10, TimeUnit.SECONDS)).isInstanceOf(Exception.class);

      Page page = Page.of(registry);
      assertThat(page.value(DURATION + "_count", "operation", "set")).hasValue(2);
      assertThat(page.value(DURATION + "_sum", "operation", "set").orElseThrow()).isLessThan(60);
      assertThat(page.value(DURATION + "_count", "operation", "exec")).hasValue(1);
      assertThat(page.samples(ERRORS))
          .containsExactly("{error=\"wrongtype\", operation=\"lpush\"} 1.0");
      assertThat(page.value("redis_operations_in_flight")).hasValue(0);
    }
  }

  @Test
  void subscriptionsAreCommandsToo() throws Exception {
    try (StatefulRedisPubSubConnection<String, String> connection = client.connectPubSub();
        StatefulRedisConnection<String, String> other = client.connect()) {
      connection.sync().subscribe("news");
      assertThat(other.sync().publish("news", "x")).isEqualTo(1);
    }

    Page page = Page.of(registry);
    assertThat(page.samples(DURATION + "_count"))
        .containsExactly("{operation=\"publish\"} 1.0", "{operation=\"subscribe\"} 1.0");
  }

  @Test
  void metricsThatFailNeverFailACommand() throws Exception {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      brokenClock.set(true);
      assertThat(connection.sync().set("k", "v")).isEqualTo("OK");
      assertThat(connection.sync().get("k")).isEqualTo("v");
      brokenClock.set(false);
    }

    Page page = Page.of(registry);
    assertThat(page.value("redis_recording_failures_total").orElseThrow()).isPositive();
    assertThat(page.samples(DURATION + "_count")).isEmpty();
    assertThat(page.value("redis_operations_in_flight")).hasValue(0);
  }

  @Test
  void theNamesCanStandInANamespaceAndOnlyOnce() throws Exception {
    RedisOptions options = RedisOptions.DEFAULT.withNamespace("asdlc");
    RedisMetrics named = RedisMetrics.create(registry, options);
    try (RedisClient second = RedisClient.create(server.uri())) {
      named.installOn(second);
      second.connect().sync().ping();

      assertThat(
              Page.of(registry)
                  .value("asdlc_redis_operation_duration_seconds_count", "operation", "ping"))
          .hasValue(1);
    }
    assertThatThrownBy(() -> RedisMetrics.create(registry, options))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("asdlc_redis_operation_duration_seconds");
  }

  private double counted(String operation) throws Exception {
    return Page.of(registry).value(DURATION + "_count", "operation", operation).orElse(0);
  }

  private long time() {
    if (brokenClock.get()) {
      throw new IllegalStateException("for this test");
    }
    return System.nanoTime() + pausedNanos.get();
  }

  private static CommandArgs<String, String> sleep() {
    return new CommandArgs<>(StringCodec.UTF8).add("SLEEP").add("0.1");
  }

  private record Keyword(String text) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
