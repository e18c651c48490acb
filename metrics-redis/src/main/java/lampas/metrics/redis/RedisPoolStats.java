package lampas.metrics.redis;

import io.lettuce.core.support.BoundedAsyncPool;

/** What a pool of connections tells about itself, asked at each scrape. Thread-safe. */
public interface RedisPoolStats {
  /** The pool of Lettuce itself. */
  static RedisPoolStats of(BoundedAsyncPool<?> pool) {
    return new RedisPoolStats() {
      @Override
      public int active() {
        /* Read at two moments, so never below zero for one that came back between them. */
        return Math.max(0, pool.getObjectCount() - pool.getIdle());
      }

      @Override
      public int idle() {
        return pool.getIdle();
      }

      @Override
      public int maximum() {
        return pool.getMaxTotal();
      }
    };
  }

  /** Connections that somebody has taken. */
  int active();

  /** Connections that wait to be taken. */
  int idle();

  /** How many connections there may be. */
  int maximum();
}
