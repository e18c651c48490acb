package lampas.promql.syntax;

/** A part of PromQL that Prometheus has behind a feature switch. */
public enum Experiment {
  /** Functions and aggregators that {@link Function#experimental} marks. */
  FUNCTIONS,
  /** Arithmetic in durations: {@code x[5m * 2]}, {@code x offset step()}. */
  DURATION_EXPRESSIONS,
  /** {@code anchored} and {@code smoothed}. */
  EXTENDED_RANGE_SELECTORS,
  /** {@code fill}, {@code fill_left} and {@code fill_right}. */
  FILL_MODIFIERS
}
