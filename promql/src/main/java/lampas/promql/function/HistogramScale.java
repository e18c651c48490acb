package lampas.promql.function;

import java.util.function.DoubleUnaryOperator;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;

/** Histograms times a number and divided by one; a negative number makes them gauges. */
public final class HistogramScale {
  private HistogramScale() {}

  public static NativeHistogram multiply(NativeHistogram histogram, double factor) {
    return changed(histogram, count -> count * factor)
        .counterReset(factor < 0 ? CounterReset.GAUGE : histogram.counterReset())
        .build();
  }

  /** Divided by zero, all is infinite or NaN and no bucket is left. */
  public static NativeHistogram divide(NativeHistogram histogram, double divisor) {
    NativeHistogram.Builder quotient = changed(histogram, count -> count / divisor);
    if (divisor == 0) {
      quotient.positive(BucketCounts.none()).negative(BucketCounts.none());
    }
    return quotient
        .counterReset(divisor < 0 ? CounterReset.GAUGE : histogram.counterReset())
        .build();
  }

  private static NativeHistogram.Builder changed(
      NativeHistogram histogram, DoubleUnaryOperator change) {
    return histogram.toBuilder()
        .count(change.applyAsDouble(histogram.count()))
        .sum(change.applyAsDouble(histogram.sum()))
        .zeroBucket(histogram.zeroThreshold(), change.applyAsDouble(histogram.zeroCount()))
        .positive(changed(histogram.positive(), change))
        .negative(changed(histogram.negative(), change));
  }

  private static BucketCounts changed(BucketCounts buckets, DoubleUnaryOperator change) {
    int[] indices = new int[buckets.size()];
    double[] counts = new double[indices.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = buckets.index(i);
      counts[i] = change.applyAsDouble(buckets.count(i));
    }
    return BucketCounts.of(indices, counts);
  }
}
