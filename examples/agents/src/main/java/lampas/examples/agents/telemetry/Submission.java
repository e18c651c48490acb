package lampas.examples.agents.telemetry;

/** What became of a request for a task. */
public enum Submission {
  /** It was stored: a task of its own. */
  ACCEPTED,
  /** It was stored before, under the same idempotency key. */
  REPEATED,
  /** Its idempotency key belongs to another request. */
  CONFLICT,
  /** It asks for something that is wrong. */
  INVALID,
  /** Too many tasks are unfinished. */
  REFUSED,
  /** Redis does not answer. */
  UNAVAILABLE
}
