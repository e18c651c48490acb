package lampas.metrics.redis;

import io.lettuce.core.protocol.CompleteableCommand;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commands whose subscriber may lose interest, of which Lettuce tells nobody: one that was sent is
 * over when its answer comes, one that was not is never over. Thread-safe.
 */
final class ReactiveCommands {
  private final Set<InFlightCommand> inFlight = ConcurrentHashMap.newKeySet();

  void add(InFlightCommand command, CompleteableCommand<?> completeable) {
    inFlight.add(command);
    completeable.onComplete((result, failure) -> {
      if (inFlight.remove(command)) {
        command.accept(result, failure);
      }
    });
  }

  /**
   * Gives up those that were cancelled before the last time and are not over yet: subscribers that
   * have what they want cancel, too, an instant before their command is over.
   */
  void sweep() {
    List<InFlightCommand> cancelled =
        inFlight.stream().filter(InFlightCommand::isCancelledForLong).toList();
    for (InFlightCommand command : cancelled) {
      if (inFlight.remove(command)) {
        command.givenUp();
      }
    }
  }
}
