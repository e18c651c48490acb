package lampas.model.error;

/** Whose business an error is; the one thing an HTTP status or an exit code is derived from. */
public enum ErrorKind {
  /** The caller asked for something that is wrong: asking again will not help. */
  USER,
  /** A configured limit of size, time, depth, concurrency or cardinality was reached. */
  LIMIT,
  /** A peer, a file or the network did not do its part: asking again later may help. */
  UNAVAILABLE,
  /** A defect of Lampas itself. */
  INTERNAL
}
