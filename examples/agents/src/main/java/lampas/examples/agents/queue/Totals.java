package lampas.examples.agents.queue;

import java.util.Map;
import lampas.examples.agents.task.TaskStatus;

/**
 * How many tasks there ever were, as Redis has counted in the same steps in which they changed.
 *
 * @param counts by the words of {@link TaskStatus}; {@code accepted} counts all
 * @param unfinished how many are in the stream
 */
public record Totals(Map<String, Long> counts, long unfinished) {
  public Totals {
    counts = Map.copyOf(counts);
  }

  public long of(TaskStatus status) {
    return counts.getOrDefault(status.word(), 0L);
  }
}
