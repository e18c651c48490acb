package lampas.metrics.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** One look at a Redis: a ping, and the streams if it was answered; over within twice the limit. */
final class WatchCheck {
  private static final System.Logger LOG = System.getLogger(WatchCheck.class.getName());

  private final WatchConnection connection;
  private final RedisOptions options;
  private final LongSupplier nanoTime;
  private final LongConsumer answeredAtNanos;

  WatchCheck(
      WatchConnection connection,
      RedisOptions options,
      LongSupplier nanoTime,
      LongConsumer answeredAtNanos) {
    this.connection = connection;
    this.options = options;
    this.nanoTime = nanoTime;
    this.answeredAtNanos = answeredAtNanos;
  }

  /** Never fails: what could not be asked is down. */
  CompletableFuture<WatchState> run() {
    return limited(open().thenCompose(this::ping))
        .thenCompose(this::streams)
        .exceptionally(failure -> {
          LOG.log(System.Logger.Level.DEBUG, "Redis does not answer", failure);
          connection.abandon();
          return WatchState.DOWN;
        });
  }

  /* Lettuce throws at once if its threads are shut down. */
  private CompletableFuture<StatefulRedisConnection<String, String>> open() {
    try {
      return connection.open();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<StatefulRedisConnection<String, String>> ping(
      StatefulRedisConnection<String, String> open) {
    return open.async()
        .ping()
        .toCompletableFuture()
        .thenApply(pong -> {
          answeredAtNanos.accept(nanoTime.getAsLong());
          return open;
        });
  }

  private CompletableFuture<WatchState> streams(StatefulRedisConnection<String, String> open) {
    Map<String, CompletableFuture<Optional<StreamState>>> asked = new LinkedHashMap<>();
    for (String key : options.streams()) {
      asked.put(key, limited(StreamCheck.of(key, open)));
    }
    return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
        .handle((done, failure) -> upWith(asked));
  }

  private static WatchState upWith(Map<String, CompletableFuture<Optional<StreamState>>> asked) {
    List<StreamState> states = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    asked.forEach((key, state) -> {
      if (state.isCompletedExceptionally()) {
        LOG.log(System.Logger.Level.DEBUG, "stream " + key, state.exceptionNow());
        failed.add(key);
      } else {
        state.join().ifPresent(states::add);
      }
    });
    return new WatchState(true, states, failed);
  }

  private <T> CompletableFuture<T> limited(CompletableFuture<T> future) {
    return future.orTimeout(options.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
  }
}
