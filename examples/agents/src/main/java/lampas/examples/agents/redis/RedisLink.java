package lampas.examples.agents.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Redis that comes and goes: made as soon as there is one, and made again.
 *
 * <p>A command is sent at most once: with the connection gone it fails at once, and one whose
 * answer was lost is not repeated, so that nothing is done behind the back of who was told that it
 * failed. Thread-safe.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(RedisLink.class.getName());
  private static final Duration RETRY = Duration.ofMillis(200);

  private final String purpose;
  private final RedisClient client;
  private final RedisURI uri;
  private final Duration timeout;
  private final Thread connector;
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private volatile boolean closed;

  private RedisLink(String purpose, RedisClient client, RedisURI uri, Duration timeout) {
    this.purpose = purpose;
    this.client = client;
    this.uri = uri;
    this.timeout = timeout;
    connector = Thread.ofVirtual().name("redis-" + purpose).unstarted(this::connect);
  }

  /** A client, of which several links can be made. Closing it is its owner's business. */
  public static RedisClient client(String url, Duration timeout, RedisObserver observer) {
    ClientResources resources =
        DefaultClientResources.builder().reconnectDelay(Delay.constant(RETRY)).build();
    RedisClient client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
            .build());
    observer.observe(client);
    return client;
  }

  /** Ends a client and its threads. */
  public static void shutdown(RedisClient client) {
    ClientResources resources = client.getResources();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    try {
      resources.shutdown(0, 2, TimeUnit.SECONDS).await(3, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A link, whether or not Redis is there by now.
   *
   * @param purpose what it is for, in messages
   * @param timeout how long a command may take
   */
  public static RedisLink open(RedisClient client, String url, String purpose, Duration timeout) {
    RedisURI uri = RedisURI.create(url);
    uri.setTimeout(timeout);
    RedisLink link = new RedisLink(purpose, client, uri, timeout);
    link.connector.start();
    return link;
  }

  /**
   * What a command answers.
   *
   * @throws RedisUnavailableException if there is no connection, no answer in time, or an error
   */
  public <T> @Nullable T call(
      Function<RedisAsyncCommands<String, String>, ? extends Future<T>> command) {
    return call(timeout, command);
  }

  /** {@link #call(Function)} with a time of its own, for commands that wait on purpose. */
  public <T> @Nullable T call(
      Duration timeout, Function<RedisAsyncCommands<String, String>, ? extends Future<T>> command) {
    Future<T> sent;
    try {
      sent = command.apply(connected().async());
    } catch (RedisException rejected) {
      throw new RedisUnavailableException("Redis cannot be reached", rejected);
    }
    try {
      return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      sent.cancel(true);
      throw new RedisUnavailableException(
          "Redis did not answer within " + timeout.toMillis() + " ms", late);
    } catch (InterruptedException interrupted) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new RedisUnavailableException("Redis: interrupted while waiting", interrupted);
    } catch (ExecutionException failed) {
      throw new RedisUnavailableException("Redis did not do it", failed.getCause());
    } catch (CancellationException cancelled) {
      throw new RedisUnavailableException("Redis did not do it", cancelled);
    }
  }

  /** Waits for the first connection, for a time; whether there is one. */
  public boolean awaitConnection(Duration most) {
    try {
      connector.join(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return connection != null;
  }

  private StatefulRedisConnection<String, String> connected() {
    StatefulRedisConnection<String, String> known = connection;
    if (known == null) {
      throw new RedisUnavailableException("Redis cannot be reached", null);
    }
    return known;
  }

  /* Lettuce renews connections that were there once; the first one is ours to wait for. */
  private void connect() {
    boolean told = false;
    while (!closed) {
      try {
        StatefulRedisConnection<String, String> made = client.connect(uri);
        connection = made;
        if (closed) {
          made.close();
        }
        return;
      } catch (RedisException down) {
        if (!told && !closed) {
          told = true;
          LOGGER.log(
              Level.WARNING,
              "Redis cannot be reached, for {0}; trying on: {1}",
              new Object[] {purpose, rootMessage(down)});
        }
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  @Override
  public void close() {
    closed = true;
    connector.interrupt();
    StatefulRedisConnection<String, String> known = connection;
    if (known != null) {
      known.close();
    }
  }
}
