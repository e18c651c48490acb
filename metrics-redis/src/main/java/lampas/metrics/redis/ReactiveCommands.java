package lampas.metrics.redis;

import io.lettuce.core.protocol.CompleteableCommand;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Commands whose subscriber may lose interest, of which Lettuce tells nobody: one that was sent is
 * a success when its answer comes, one that was not is never over. Thread-safe.
 */
final class ReactiveCommands {
  private final Set<InFlightCommand> inFlight = ConcurrentHashMap.newKeySet();

  void add(InFlightCommand command, CompleteableCommand<?> completeable) {
    inFlight.add(command);
    completeable.onComplete((result, failure) -> over(command, failure));
  }

  /** Ends those that were cancelled since the last time. */
  void sweep() {
    for (InFlightCommand command : inFlight) {
      if (command.isCancelled()) {
        over(command, null);
      }
    }
  }

  private void over(InFlightCommand command, @Nullable Throwable failure) {
    if (inFlight.remove(command)) {
      command.accept(null, command.isCancelled() ? new CancellationException() : failure);
    }
  }
}
