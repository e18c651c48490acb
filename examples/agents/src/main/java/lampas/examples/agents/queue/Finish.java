package lampas.examples.agents.queue;

/** What the end of a task was. */
public enum Finish {
  /** The first, which counts. */
  FIRST,
  /** Another worker had ended it before; nothing was changed. */
  DUPLICATE,
  /** The log knows nothing of the task any more; nothing was changed. */
  UNKNOWN
}
