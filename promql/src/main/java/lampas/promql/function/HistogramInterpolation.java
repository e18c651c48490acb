package lampas.promql.function;

import java.util.Optional;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;

/** A native histogram between two others, each bucket on a straight line. */
public final class HistogramInterpolation {
  private HistogramInterpolation() {}

  /** How a histogram is taken to have grown. */
  public enum Growth {
    /** From zero on if it was reset. */
    COUNTER,
    GAUGE;

    /** What two histograms say of themselves: a counter unless both are gauges. */
    public static Growth of(NativeHistogram before, NativeHistogram after) {
      return before.counterReset() == CounterReset.GAUGE
              && after.counterReset() == CounterReset.GAUGE
          ? GAUGE
          : COUNTER;
    }
  }

  /** The histogram at a time; empty, with a finding, if the two do not go together. */
  public static Optional<NativeHistogram> between(
      NativeHistogram before,
      long timeBefore,
      NativeHistogram after,
      long timeAfter,
      long time,
      Growth growth,
      WindowResult result) {
    if (time == timeBefore) {
      return Optional.of(before);
    }
    if (time == timeAfter) {
      return Optional.of(after);
    }
    double fraction = (double) (time - timeBefore) / (timeAfter - timeBefore);
    if (growth == Growth.COUNTER && after.isResetSince(before)) {
      return Optional.of(HistogramScale.multiply(after, fraction));
    }
    if (!after.isCompatibleWith(before)) {
      result.find(WindowFinding.MIXED_SCHEMAS);
      return Optional.empty();
    }
    HistogramSum sum = HistogramSum.of(after);
    if (sum.subtract(before).boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_SUBTRACTION);
    }
    sum.multiply(fraction);
    if (sum.add(before).boundsReconciled()) {
      result.find(WindowFinding.BOUNDS_RECONCILED_IN_ADDITION);
    }
    return Optional.of(sum.toHistogram());
  }
}
