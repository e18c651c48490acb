package lampas.examples.agents.load;

import java.util.Map;
import java.util.Optional;
import lampas.examples.agents.task.TaskStatus;

/**
 * A task whose end is known before it is sent.
 *
 * @param input texts and numbers by their names
 * @param expected how it will end
 * @param effect what it counts beside itself
 */
record PlannedTask(
    String workflow, Map<String, Object> input, TaskStatus expected, Optional<Effect> effect) {
  PlannedTask {
    input = Map.copyOf(input);
  }

  /** What a task counts beside itself. */
  sealed interface Effect {
    /** A lookup. */
    record Lookup(boolean hit) implements Effect {}

    /** A call of a model. */
    record Call(Pricing.Model model, long inputTokens, long outputTokens) implements Effect {}
  }

  /** Whether the next task may be sent only when this one has ended. */
  boolean isAwaited() {
    return effect.isPresent() && effect.get() instanceof Effect.Lookup(boolean hit) && !hit;
  }
}
