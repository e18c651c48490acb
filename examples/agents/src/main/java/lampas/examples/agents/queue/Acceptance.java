package lampas.examples.agents.queue;

/** What became of a task that was to be accepted. */
public sealed interface Acceptance {
  /** It is stored and will be worked on. */
  record Accepted(String id) implements Acceptance {}

  /** The same was accepted before, with the same idempotency key. */
  record Known(String id) implements Acceptance {}

  /** Something else was accepted before with this idempotency key. */
  record Conflict(String id) implements Acceptance {}

  /** As many tasks are unfinished as may be. */
  record Full(int limit) implements Acceptance {}
}
