package lampas.model.histogram;

/** What is known of whether a counter histogram was reset just before a sample. */
public enum CounterReset {
  /** Nothing is known: the counts must be compared. */
  UNKNOWN,
  /** It was reset. */
  RESET,
  /** It was not reset. */
  NOT_RESET,
  /** It is a gauge, which has no resets. */
  GAUGE
}
