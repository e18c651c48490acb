package lampas.promql.engine;

import java.time.Duration;
import java.util.Objects;
import lampas.promql.Dialect;
import lampas.promql.syntax.ParserOptions;

/**
 * The settings of an {@link Engine}.
 *
 * @param lookback how long an instant selector finds a series' last sample; 5 minutes by default
 * @param limits how much one query may take
 * @param subqueryStep the step of subqueries that name none; 1 minute by default
 * @param nameRemoval when metric names are dropped; at once by default
 * @param startTimes whether counters' start times count; not by default
 * @param counterEvidence how {@code rate} tells that a metric is a counter; by its name by default
 * @param parser the dialect, and what expressions given as text may be; by default Prometheus 3
 *     with all that is experimental
 */
public record EngineOptions(
    Duration lookback,
    QueryLimits limits,
    Duration subqueryStep,
    NameRemoval nameRemoval,
    StartTimes startTimes,
    CounterEvidence counterEvidence,
    ParserOptions parser) {
  private static final EngineOptions DEFAULTS =
      new EngineOptions(
          Duration.ofMinutes(5),
          QueryLimits.defaults(),
          Duration.ofMinutes(1),
          NameRemoval.IMMEDIATE,
          StartTimes.IGNORED,
          CounterEvidence.NAME,
          ParserOptions.defaults());

  /**
   * When the metric name goes from the result of a function or operator that drops it; what the
   * feature flag {@code promql-delayed-name-removal} switches upstream.
   */
  public enum NameRemoval {
    /** With the function or operator itself. */
    IMMEDIATE,
    /** When the whole query is done, so that names can still be grouped by and copied. */
    DELAYED
  }

  /**
   * Whether the start times of samples tell {@code rate} and its kin of resets; what the feature
   * flag {@code use-start-timestamps} switches upstream.
   */
  public enum StartTimes {
    IGNORED,
    USED
  }

  /**
   * What {@code rate} and {@code increase} go by when they remark that a metric might not be a
   * counter; what the feature flag {@code type-and-unit-labels} switches upstream.
   */
  public enum CounterEvidence {
    /** The suffix of its name. */
    NAME,
    /** Its label {@code __type__}. */
    TYPE_LABEL
  }

  public EngineOptions {
    Objects.requireNonNull(startTimes, "startTimes");
    Objects.requireNonNull(counterEvidence, "counter evidence");
    QueryLimits.requirePositive("lookback", lookback);
    QueryLimits.requirePositive("subquery step", subqueryStep);
    Objects.requireNonNull(nameRemoval, "nameRemoval");
    Objects.requireNonNull(parser, "parser");
    Objects.requireNonNull(limits, "limits");
  }

  /** The defaults, which are those of Prometheus 3. */
  public static EngineOptions defaults() {
    return DEFAULTS;
  }

  /**
   * How queries are read and evaluated; that of the {@link #parser}, so that the two cannot differ.
   */
  public Dialect dialect() {
    return parser.dialect();
  }

  public EngineOptions withDialect(Dialect dialect) {
    return withParser(parser.withDialect(dialect));
  }

  public EngineOptions withLookback(Duration lookback) {
    return new EngineOptions(
        lookback, limits, subqueryStep, nameRemoval, startTimes, counterEvidence, parser);
  }

  public EngineOptions withLimits(QueryLimits limits) {
    return new EngineOptions(
        lookback, limits, subqueryStep, nameRemoval, startTimes, counterEvidence, parser);
  }

  public EngineOptions withSubqueryStep(Duration subqueryStep) {
    return new EngineOptions(
        lookback, limits, subqueryStep, nameRemoval, startTimes, counterEvidence, parser);
  }

  public EngineOptions withNameRemoval(NameRemoval nameRemoval) {
    return new EngineOptions(
        lookback, limits, subqueryStep, nameRemoval, startTimes, counterEvidence, parser);
  }

  public EngineOptions withStartTimes(StartTimes startTimes) {
    return new EngineOptions(
        lookback, limits, subqueryStep, nameRemoval, startTimes, counterEvidence, parser);
  }

  public EngineOptions withCounterEvidence(CounterEvidence counterEvidence) {
    return new EngineOptions(
        lookback, limits, subqueryStep, nameRemoval, startTimes, counterEvidence, parser);
  }

  public EngineOptions withParser(ParserOptions parser) {
    return new EngineOptions(
        lookback, limits, subqueryStep, nameRemoval, startTimes, counterEvidence, parser);
  }
}
