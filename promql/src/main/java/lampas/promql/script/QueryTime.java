package lampas.promql.script;

/** When a script evaluates a query, in milliseconds since the epoch. */
public sealed interface QueryTime {
  /** At one time. */
  record Instant(long timeMillis) implements QueryTime {}

  /** At every step from the start to the end, both included. */
  record Range(long startMillis, long endMillis, long stepMillis) implements QueryTime {}
}
