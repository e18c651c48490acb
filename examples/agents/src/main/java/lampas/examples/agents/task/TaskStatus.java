package lampas.examples.agents.task;

import java.util.Locale;

/** Where a task is. All but {@link #ACCEPTED} are final. */
public enum TaskStatus {
  /** It waits for a worker, or one is at it. */
  ACCEPTED,
  /** Its workflow gave a result. */
  SUCCESS,
  /** Its workflow failed, which is a result: it is not tried again. */
  FAILURE,
  /** Its workflow, or a step in it, took too long, which is a result. */
  TIMEOUT,
  /** Its workers died or their infrastructure failed, each time that it was tried. */
  DEAD_LETTER;

  /** As it stands in Redis, in answers and in labels. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of a word.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static TaskStatus ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
