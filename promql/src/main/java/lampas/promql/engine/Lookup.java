package lampas.promql.engine;

import java.util.OptionalLong;
import lampas.model.series.TimeRange;
import lampas.promql.column.Steps;
import lampas.promql.syntax.Expression.AtModifier;
import lampas.promql.syntax.Expression.TimeShift;

/**
 * Which moments a selector or subquery looks at: {@code offset} and {@code @} made into numbers.
 *
 * @param at the fixed time, if there is one
 * @param offset milliseconds back, negative for ahead
 */
record Lookup(OptionalLong at, long offset) {
  /* So far from the epoch that nothing is stored there, and sums of two do not overflow. */
  private static final long FAR = 1L << 61;

  static Lookup of(TimeShift shift, QueryRun run) {
    long offset = shift.offset().map(duration -> Durations.signed(duration, run.span())).orElse(0L);
    OptionalLong at =
        shift
            .at()
            .map(modifier -> OptionalLong.of(time(modifier, run.span())))
            .orElse(OptionalLong.empty());
    return new Lookup(at, offset);
  }

  private static long time(AtModifier modifier, QuerySpan query) {
    return switch (modifier) {
      case AtModifier.Timestamp timestamp -> Math.clamp(timestamp.millis(), -FAR, FAR);
      case AtModifier.Start start -> query.start();
      case AtModifier.End end -> query.end();
    };
  }

  boolean isFixed() {
    return at.isPresent();
  }

  /** The moment that is looked at from a step. */
  long moment(Steps steps, int index) {
    return (isFixed() ? at.getAsLong() : steps.time(index)) - offset;
  }

  long firstMoment(Steps steps) {
    return at.orElse(steps.start()) - offset;
  }

  long lastMoment(Steps steps) {
    return at.orElse(steps.end()) - offset;
  }

  /**
   * All that is looked at through windows of a length, which are open on the left; closed ones are
   * {@linkplain QueryRun#edgeMillis longer}.
   */
  TimeRange timeRange(Steps steps, long windowMillis, long aheadMillis) {
    long end = lastMoment(steps) + aheadMillis;
    /* At the ends of time the difference overflows; no sample is there. */
    return new TimeRange(Math.min(firstMoment(steps) - windowMillis + 1, end), end);
  }
}
