package lampas.examples.agents.load;

import java.net.URI;
import java.time.Duration;

/**
 * A load and its bounds.
 *
 * @param orchestrator where the orchestrator listens
 * @param tasksPerSecond how many tasks all clients together send
 * @param duration how long tasks are sent
 * @param mostTasks how many tasks are sent at most
 * @param clients how many clients there are
 * @param patience how long one waits for the end of the tasks after that
 */
public record LoadSettings(
    URI orchestrator,
    int tasksPerSecond,
    Duration duration,
    int mostTasks,
    int clients,
    Duration patience) {
  private static final int HIGHEST_RATE = 10_000;
  private static final Duration LONGEST = Duration.ofHours(1);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one of them is wrong
   */
  public LoadSettings {
    require(
        "http".equals(orchestrator.getScheme()) && orchestrator.getHost() != null,
        "url: " + orchestrator + " (expected: http://host:port)");
    require(
        tasksPerSecond >= 1 && tasksPerSecond <= HIGHEST_RATE,
        "rate: " + tasksPerSecond + " (expected: 1 to " + HIGHEST_RATE + " tasks/s)");
    require(
        duration.isPositive() && duration.compareTo(LONGEST) <= 0,
        "duration: " + duration + " (expected: more than 0, at most " + LONGEST + ")");
    require(mostTasks >= 1, "tasks: " + mostTasks + " (expected: 1 or more)");
    require(clients >= 1 && clients <= 100, "clients: " + clients + " (expected: 1 to 100)");
    require(patience.isPositive(), "patience: " + patience + " (expected: more than 0)");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
