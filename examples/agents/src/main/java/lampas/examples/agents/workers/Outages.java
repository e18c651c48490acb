package lampas.examples.agents.workers;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import lampas.examples.agents.redis.RedisUnavailableException;

/** Tells once that Redis is away, and once that it is back, however many notice. Thread-safe. */
final class Outages {
  private static final Logger LOGGER = Logger.getLogger(Outages.class.getName());

  private final AtomicBoolean away = new AtomicBoolean();

  void failed(RedisUnavailableException failure) {
    Throwable cause = failure.getCause();
    if (cause == null) {
      /* There was no connection yet: who makes it tells if it cannot. */
      return;
    }
    if (!away.getAndSet(true)) {
      LOGGER.log(
          Level.WARNING,
          "the log of tasks does not answer; trying on: {0} ({1})",
          new Object[] {failure.getMessage(), cause.getMessage()});
    }
  }

  void succeeded() {
    if (away.get() && away.getAndSet(false)) {
      LOGGER.info("the log of tasks answers again");
    }
  }
}
