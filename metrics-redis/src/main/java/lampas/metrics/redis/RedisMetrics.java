package lampas.metrics.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisURI;
import java.util.function.LongSupplier;
import lampas.metrics.Registration;
import lampas.metrics.Registry;

/**
 * Measures clients of Redis: every command that is handed to a connection is timed and counted
 * once, however it ends, and connections and pools are counted.
 *
 * <p>Thread-safe. One may serve several clients.
 */
public final class RedisMetrics {
  private final Registry registry;
  private final RedisOptions options;
  private final RedisDefinitions definitions;
  private final Commands commands;
  private final Connections connections;
  private final Pools pools;

  private RedisMetrics(Registry registry, RedisOptions options, LongSupplier nanoTime) {
    this.registry = registry;
    this.options = options;
    this.definitions = new RedisDefinitions(options.namespace());
    this.commands = new Commands(registry, definitions, nanoTime);
    this.connections = new Connections(registry, definitions);
    this.pools = new Pools(definitions);
    registry.register(pools);
  }

  /**
   * Metrics that no client has yet.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static RedisMetrics create(Registry registry, RedisOptions options) {
    return create(registry, options, System::nanoTime);
  }

  static RedisMetrics create(Registry registry, RedisOptions options, LongSupplier nanoTime) {
    return new RedisMetrics(registry, options, nanoTime);
  }

  /**
   * Measures one more client.
   *
   * <p>To be called once, before the client connects: Lettuce tells nobody of the commands of
   * connections that are older than its listeners.
   */
  public void installOn(AbstractRedisClient client) {
    client.addListener(commands);
    client.addListener(connections);
  }

  /**
   * Watches a Redis from now on: whether it answers, and the streams of the options.
   *
   * <p>Over a connection of its own, with the options and resources of the client, so that neither
   * a command that blocks nor the waiting time between attempts to reconnect is in its way. Close
   * it before the client.
   *
   * @throws lampas.model.catalogue.DefinitionException if this registry has a watch already
   */
  public RedisWatch watch(AbstractRedisClient client, RedisURI uri) {
    return RedisWatch.start(registry, definitions, options, client, uri);
  }

  /**
   * Shows a pool of connections.
   *
   * @param name the value of the label {@code pool}
   * @return what takes the pool out again
   * @throws lampas.metrics.MetricsException USER if there is a pool of this name
   */
  public Registration watchPool(String name, RedisPoolStats pool) {
    return pools.add(name, pool);
  }
}
