package lampas.metrics.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisURI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a Redis at each scrape: whether it answers a ping, and the streams that it is told of.
 *
 * <p>A look is over within {@link RedisOptions#answerWithin}, and within as long again where there
 * are streams, also if Redis hangs; scrapes at the same time share one. What does not answer by
 * then is down; what could not be asked is absent. Thread-safe.
 */
public final class RedisWatch implements AutoCloseable {
  private final WatchConnection connection;
  private final WatchCheck check;
  private final LastAnswer lastAnswer;
  private final long mostMillis;
  private final Family<Counter> failures;
  private final Registration registration;
  private @Nullable CompletableFuture<WatchState> running;
  private boolean closed;

  private RedisWatch(
      Registry registry,
      RedisDefinitions definitions,
      RedisOptions options,
      WatchConnection connection) {
    this.connection = connection;
    this.lastAnswer = new LastAnswer(System::nanoTime);
    this.check = new WatchCheck(connection, options, System::nanoTime, lastAnswer::answered);
    this.mostMillis = 3 * options.answerWithin().toMillis() + 1_000;
    this.failures = registry.counters(definitions.streamFailures());
    options.streams().forEach(failures::with);
    this.registration = registry.register(new WatchCollector(definitions, this::look, lastAnswer));
  }

  static RedisWatch start(
      Registry registry,
      RedisDefinitions definitions,
      RedisOptions options,
      AbstractRedisClient client,
      RedisURI uri) {
    WatchConnection connection = new WatchConnection(client, uri, options.answerWithin());
    try {
      return new RedisWatch(registry, definitions, options, connection);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Whether Redis answers now; empty if this watch is closed or the thread is interrupted.
   *
   * <p>For health endpoints; waits no longer than a scrape does.
   */
  public Optional<Boolean> isUp() {
    return look().map(WatchState::up);
  }

  private Optional<WatchState> look() {
    CompletableFuture<WatchState> look = share();
    if (look == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(look.get(mostMillis, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a look at Redis failed or hangs", e);
    }
  }

  private synchronized @Nullable CompletableFuture<WatchState> share() {
    if (closed) {
      return null;
    }
    if (running == null || running.isDone()) {
      running = check.run().thenApply(this::count);
    }
    return running;
  }

  private WatchState count(WatchState state) {
    state.failedStreams().forEach(key -> failures.with(key).increment());
    return state;
  }

  /** Ends the watch: its connection is closed, its metrics are absent; idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    registration.close();
    connection.close();
  }
}
