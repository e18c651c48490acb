package lampas.examples.agents.task;

/**
 * How a task ended.
 *
 * @param status a final one
 * @param detail the result as JSON if it succeeded, else what went wrong, as text
 */
public record Outcome(TaskStatus status, String detail) {
  public Outcome {
    if (status == TaskStatus.ACCEPTED) {
      throw new IllegalArgumentException("status: accepted (expected: a final one)");
    }
  }
}
