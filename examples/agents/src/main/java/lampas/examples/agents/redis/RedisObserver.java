package lampas.examples.agents.redis;

import io.lettuce.core.RedisClient;

/** Sees the client before its first connection is made; the seam for metrics of commands. */
@FunctionalInterface
public interface RedisObserver {
  /** Sees nothing. */
  RedisObserver NONE = client -> {};

  /** Adds its listeners. */
  void observe(RedisClient client);
}
