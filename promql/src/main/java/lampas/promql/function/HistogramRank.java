package lampas.promql.function;

import java.util.List;
import lampas.model.histogram.HistogramBucket;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.function.HistogramEstimate.Doubt;

/** The search for the bucket of a quantile, from the nearer end. */
final class HistogramRank {
  private final NativeHistogram histogram;
  private final List<HistogramBucket> buckets;
  private final boolean mayHoldNan;
  private final boolean upwards;
  private final double rank;
  private double counted;

  HistogramRank(NativeHistogram histogram, double quantile) {
    this.histogram = histogram;
    this.mayHoldNan = Double.isNaN(histogram.sum());
    this.upwards = mayHoldNan || quantile < 0.5;
    this.buckets = upwards ? histogram.buckets() : histogram.buckets().reversed();
    this.rank = (upwards ? quantile : 1 - quantile) * histogram.count();
  }

  HistogramEstimate estimate() {
    HistogramBucket found = new HistogramBucket(0, 0, true, true, 0);
    int next = 0;
    while (next < buckets.size() && (next == 0 || !(counted >= rank))) {
      found = buckets.get(next++);
      counted += found.count();
    }
    if (histogram.hasCustomBuckets()) {
      if (found.lower() == Double.NEGATIVE_INFINITY && found.upper() <= 0) {
        return sure(found.upper());
      }
      if (found.lower() == Double.NEGATIVE_INFINITY) {
        found = new HistogramBucket(0, found.upper(), true, true, found.count());
      } else if (found.upper() == Double.POSITIVE_INFINITY) {
        return sure(found.lower());
      }
    } else if (found.lower() < 0 && found.upper() > 0) {
      found = HistogramEstimate.withoutEmptyHalf(found, histogram);
    }
    counted = Math.min(counted, histogram.count());
    if (counted < rank) {
      return mayHoldNan
          ? new HistogramEstimate(Double.NaN, Doubt.RESULT_IS_NAN)
          : sure(found.upper());
    }
    return inside(found, next);
  }

  private HistogramEstimate inside(HistogramBucket found, int next) {
    double above = upwards ? rank - (counted - found.count()) : counted - rank;
    if (!mayHoldNan) {
      return sure(interpolated(found, above / found.count()));
    }
    /* Upstream goes on with the last bucket when it looks for observations of NaN. */
    HistogramBucket last = found;
    double inBuckets = counted;
    for (int i = next; i < buckets.size(); i++) {
      last = buckets.get(i);
      inBuckets += last.count();
    }
    return new HistogramEstimate(
        interpolated(last, above / last.count()),
        inBuckets < histogram.count() ? Doubt.NAN_OBSERVATIONS : Doubt.NONE);
  }

  private double interpolated(HistogramBucket bucket, double share) {
    if (histogram.hasCustomBuckets() || bucket.reachesZero()) {
      return bucket.lower() + (bucket.upper() - bucket.lower()) * share;
    }
    double logLower = log2(Math.abs(bucket.lower()));
    double logUpper = log2(Math.abs(bucket.upper()));
    return bucket.lower() > 0
        ? Math.pow(2, logLower + (logUpper - logLower) * share)
        : -Math.pow(2, logUpper + (logLower - logUpper) * (1 - share));
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private static HistogramEstimate sure(double value) {
    return new HistogramEstimate(value, Doubt.NONE);
  }
}
