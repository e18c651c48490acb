package lampas.metrics.redis;

import io.lettuce.core.protocol.CompleteableCommand;
import io.lettuce.core.protocol.RedisCommand;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commands that must be remembered while they are in flight: those of a cluster, which begin again
 * with each redirection, and reactive ones, whose subscriber may lose interest. Lettuce tells
 * nobody of that: a command that was sent is over when its answer comes, one that was not is never
 * over. Thread-safe.
 */
final class WatchedCommands {
  /* Wrappers of one command are equal. */
  private final Map<RedisCommand<?, ?, ?>, InFlightCommand> inFlight = new ConcurrentHashMap<>();

  /** Whether it was not there yet. */
  boolean add(
      RedisCommand<?, ?, ?> command, CompleteableCommand<?> completeable, InFlightCommand begun) {
    if (inFlight.putIfAbsent(command, begun) != null) {
      return false;
    }
    completeable.onComplete((result, failure) -> {
      if (inFlight.remove(command, begun)) {
        begun.accept(result, failure);
      }
    });
    return true;
  }

  /**
   * Gives up those that were cancelled before the last time and are not over yet: subscribers that
   * have what they want cancel, too, an instant before their command is over.
   */
  void sweep() {
    List<Map.Entry<RedisCommand<?, ?, ?>, InFlightCommand>> cancelled =
        inFlight.entrySet().stream()
            .filter(entry -> entry.getValue().isCancelledForLong())
            .toList();
    cancelled.forEach(entry -> {
      if (inFlight.remove(entry.getKey(), entry.getValue())) {
        entry.getValue().givenUp();
      }
    });
  }
}
