package lampas.promql.function;

import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.HistogramSum;
import lampas.model.histogram.NativeHistogram;

/**
 * The mean of histograms: their sum divided by their number, or, once the sum would overflow, a
 * mean that is carried along.
 *
 * <p>Not thread-safe.
 */
public final class HistogramMean {
  /* Sums of numbers that stay below cannot overflow. */
  private static final double SAFE = Double.MAX_VALUE / 4;

  private HistogramSum sum;
  private double number = 1;
  private double magnitude;
  private boolean carried;

  /** The mean of one histogram. */
  public HistogramMean(NativeHistogram first) {
    this.sum = HistogramSum.of(first);
    this.magnitude = magnitude(first);
  }

  /** Whether both have exponential buckets or both have custom ones. */
  public boolean isCompatibleWith(NativeHistogram other) {
    return sum.isCompatibleWith(other);
  }

  /**
   * Takes one more histogram into account.
   *
   * @throws IllegalArgumentException if it is not compatible
   */
  public HistogramSum.Remarks add(NativeHistogram histogram) {
    number++;
    magnitude += magnitude(histogram);
    if (!carried && magnitude < SAFE) {
      return sum.add(histogram);
    }
    if (!carried) {
      NativeHistogram before = sum.toHistogram();
      HistogramSum.Remarks remarks = sum.add(histogram);
      if (!sum.isInfinite()) {
        return remarks;
      }
      carried = true;
      sum = HistogramSum.of(before);
      sum.divide(number - 1);
    }
    HistogramSum share = HistogramSum.of(histogram);
    share.divide(number);
    sum.multiply((number - 1) / number);
    return sum.add(share.toHistogram());
  }

  /** The mean so far. */
  public NativeHistogram toHistogram() {
    if (carried) {
      return sum.toHistogram();
    }
    HistogramSum mean = HistogramSum.of(sum.toHistogram());
    mean.divide(number);
    return mean.toHistogram();
  }

  private static double magnitude(NativeHistogram histogram) {
    double largest = Math.max(Math.abs(histogram.count()), Math.abs(histogram.sum()));
    largest = Math.max(largest, Math.abs(histogram.zeroCount()));
    largest = Math.max(largest, magnitude(histogram.positive()));
    return Math.max(largest, magnitude(histogram.negative()));
  }

  private static double magnitude(BucketCounts buckets) {
    double largest = 0;
    for (int i = 0; i < buckets.size(); i++) {
      largest = Math.max(largest, Math.abs(buckets.count(i)));
    }
    return largest;
  }
}
