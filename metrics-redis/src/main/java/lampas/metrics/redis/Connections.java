package lampas.metrics.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lampas.metrics.Counter;
import lampas.metrics.Gauge;
import lampas.metrics.Registry;

/** Counts the connections of clients. */
final class Connections implements RedisConnectionStateListener {
  private final Gauge open;
  private final Counter opened;
  private final Counter closed;
  private final Set<RedisChannelHandler<?, ?>> connections = ConcurrentHashMap.newKeySet();

  Connections(Registry registry, RedisDefinitions definitions) {
    this.open = registry.gauge(definitions.connectionsOpen());
    this.opened = registry.counter(definitions.connectionsOpened());
    this.closed = registry.counter(definitions.connectionsClosed());
  }

  @Override
  public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
    if (connections.add(connection)) {
      opened.increment();
      open.increment();
    }
  }

  /* Comes again for a connection whose attempts to connect fail. */
  @Override
  public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
    if (connections.remove(connection)) {
      closed.increment();
      open.decrement();
    }
  }
}
