package lampas.promql.build;

import java.time.Duration;
import java.time.Instant;
import lampas.promql.syntax.DurationExpression;
import lampas.promql.syntax.Span;

/** Durations and times as PromQL has them: whole milliseconds. */
final class Spans {
  /* Prometheus counts nanoseconds in 64 bits, which end after 292 years. */
  private static final Duration LONGEST = Duration.ofDays(292L * 365);

  /* Seconds with three decimals are exact up to here. */
  private static final long LATEST_MILLIS = 1L << 53;

  private Spans() {}

  /** A window or a step: longer than nothing. */
  static DurationExpression window(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new BuildException(what + ": " + duration + " (expected: > 0)");
    }
    return duration(what, duration);
  }

  /** A duration of either sign. */
  static DurationExpression duration(String what, Duration duration) {
    if (duration.abs().compareTo(LONGEST) > 0) {
      throw new BuildException(what + ": " + duration + " (expected: at most 292 years)");
    }
    if (!Duration.ofMillis(duration.toMillis()).equals(duration)) {
      throw new BuildException(what + ": " + duration + " (expected: whole milliseconds)");
    }
    return new DurationExpression.Constant(duration.toMillis(), Span.NONE);
  }

  static long millis(String what, Instant time) {
    boolean fits = Math.abs(time.getEpochSecond()) < LATEST_MILLIS / 1000;
    if (!fits || time.getNano() % 1_000_000 != 0) {
      throw new BuildException(
          what + ": " + time + " (expected: whole milliseconds, within 285,000 years of 1970)");
    }
    return time.toEpochMilli();
  }
}
