package lampas.examples.agents.task;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a task.
 *
 * @param accepted when
 * @param end how it ended; empty if it has not
 */
public record TaskState(String id, String workflow, Instant accepted, Optional<End> end) {
  /**
   * The end of a task.
   *
   * @param at when
   * @param attempt in which attempt
   */
  public record End(Outcome outcome, Instant at, int attempt) {}

  public TaskStatus status() {
    return end.map(known -> known.outcome().status()).orElse(TaskStatus.ACCEPTED);
  }
}
