package lampas.promql.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lampas.model.number.GoNumber;

/**
 * The remark that buckets of classic histograms had to be raised before a quantile was estimated.
 *
 * @param metric the metric's name; empty if it is not known
 * @param samples how many histograms were repaired
 * @param firstMillis the first time at which that was done
 * @param lastMillis the last time
 * @param smallestBound the smallest upper bound of a bucket that was raised
 * @param largestBound the largest
 * @param largestRaise the most that a bucket was raised by
 */
record ForcedMonotonicity(
    String metric,
    int samples,
    long firstMillis,
    long lastMillis,
    double smallestBound,
    double largestBound,
    double largestRaise)
    implements Remark {
  private static final String MESSAGE =
      "input to histogram_quantile needed to be fixed for monotonicity (see"
          + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)";

  @Override
  public Level level() {
    return Level.INFO;
  }

  @Override
  public String message() {
    return metric.isEmpty() ? MESSAGE : MESSAGE + " for metric name \"" + metric + "\"";
  }

  @Override
  public String details() {
    return ", from buckets %s to %s, with a max diff of %s, over %d samples from %s to %s"
        .formatted(
            GoNumber.format(smallestBound),
            GoNumber.format(largestBound),
            GoNumber.format(largestRaise, 2),
            samples,
            time(firstMillis),
            time(lastMillis));
  }

  @Override
  public Remark after(Remark earlier) {
    return earlier instanceof ForcedMonotonicity that
        ? new ForcedMonotonicity(
            metric,
            samples + that.samples,
            Math.min(firstMillis, that.firstMillis),
            Math.max(lastMillis, that.lastMillis),
            Math.min(smallestBound, that.smallestBound),
            Math.max(largestBound, that.largestBound),
            Math.max(largestRaise, that.largestRaise))
        : this;
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }
}
