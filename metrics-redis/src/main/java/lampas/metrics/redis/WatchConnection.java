package lampas.metrics.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a watch: made anew when it is needed and the last one is gone, never waited
 * for.
 */
final class WatchConnection implements AutoCloseable {
  private final RedisClient client;
  private final RedisURI uri;
  private final Duration limit;
  private @Nullable StatefulRedisConnection<String, String> last;
  private boolean closed;

  WatchConnection(AbstractRedisClient model, RedisURI uri, Duration limit) {
    this.uri = RedisURI.builder(uri).withTimeout(limit).build();
    this.limit = limit;
    client = RedisClient.create(model.getResources(), this.uri);
    client.setOptions(
        model
            .getOptions()
            .mutate()
            .autoReconnect(false)
            .timeoutOptions(TimeoutOptions.enabled(limit))
            .socketOptions(
                model.getOptions().getSocketOptions().mutate().connectTimeout(limit).build())
            .build());
  }

  /** One that is open; fails within the limit if there is none to be had. */
  CompletableFuture<StatefulRedisConnection<String, String>> open() {
    StatefulRedisConnection<String, String> known = known();
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    CompletableFuture<StatefulRedisConnection<String, String>> connecting =
        client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
    CompletableFuture<StatefulRedisConnection<String, String>> connected =
        connecting.thenApply(this::keep);
    return connected.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Gives up the connection that did not answer; the next one is new. */
  synchronized void abandon() {
    if (last != null) {
      discard(last);
      last = null;
    }
  }

  private synchronized @Nullable StatefulRedisConnection<String, String> known() {
    if (last != null && !last.isOpen()) {
      abandon();
    }
    return last;
  }

  /* One that comes too late is kept for the next time, or closed if nobody will want it. */
  private synchronized StatefulRedisConnection<String, String> keep(
      StatefulRedisConnection<String, String> made) {
    abandon();
    if (closed) {
      discard(made);
    } else {
      last = made;
    }
    return made;
  }

  /* Nobody waits for it, and there is nothing to be done if it fails. */
  private static void discard(StatefulRedisConnection<?, ?> connection) {
    CompletableFuture<Void> unused = connection.closeAsync();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      abandon();
    }
    client.shutdown();
  }
}
