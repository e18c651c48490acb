package lampas.promql.function;

import java.util.List;
import lampas.model.histogram.HistogramBucket;
import lampas.model.histogram.NativeHistogram;

/**
 * An estimate from a native histogram: observations lie evenly inside a bucket, on a logarithmic
 * scale unless bounds are custom or it is the zero bucket.
 *
 * <p>Source: promql/quantile.go of Prometheus.
 *
 * @param value the estimate
 * @param doubt what is worth saying about it
 */
public record HistogramEstimate(double value, Doubt doubt) {
  /** Why an estimate may not be what it seems. */
  public enum Doubt {
    NONE,
    /** The result is NaN because observations are. */
    RESULT_IS_NAN,
    /** Observations of NaN count as larger than all others, or in no bucket. */
    NAN_OBSERVATIONS
  }

  private static HistogramEstimate of(double value) {
    return new HistogramEstimate(value, Doubt.NONE);
  }

  /** The value below which the share of observations lies; NaN if there are no observations. */
  public static HistogramEstimate quantile(double quantile, NativeHistogram histogram) {
    if (quantile < 0) {
      return of(Double.NEGATIVE_INFINITY);
    }
    if (quantile > 1) {
      return of(Double.POSITIVE_INFINITY);
    }
    if (histogram.count() == 0 || Double.isNaN(quantile)) {
      return of(Double.NaN);
    }
    return new HistogramRank(histogram, quantile).estimate();
  }

  /** The share of observations between two values; NaN if there are no observations. */
  public static HistogramEstimate fraction(double lower, double upper, NativeHistogram histogram) {
    if (histogram.count() == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return of(Double.NaN);
    }
    if (lower >= upper) {
      return of(0);
    }
    List<HistogramBucket> buckets = histogram.buckets();
    double inBuckets = 0;
    for (HistogramBucket bucket : buckets) {
      inBuckets += bucket.count();
    }
    boolean mayHoldNan = Double.isNaN(histogram.sum());
    double most = mayHoldNan ? inBuckets : histogram.count();
    double below = Math.min(most, countBelow(lower, histogram, buckets, most));
    double within = Math.min(most, countBelow(upper, histogram, buckets, most));
    return new HistogramEstimate(
        (within - below) / histogram.count(),
        mayHoldNan && inBuckets < histogram.count() ? Doubt.NAN_OBSERVATIONS : Doubt.NONE);
  }

  private static double countBelow(
      double value, NativeHistogram histogram, List<HistogramBucket> buckets, double all) {
    double rank = 0;
    for (HistogramBucket each : buckets) {
      HistogramBucket bucket = withoutEmptyHalf(each, histogram);
      if (bucket.lower() >= value) {
        return rank;
      }
      if (bucket.upper() > value) {
        if (bucket.lower() == Double.NEGATIVE_INFINITY) {
          return bucket.count();
        }
        boolean linear = histogram.hasCustomBuckets() || each.reachesZero();
        double share = linear ? bucket.linearFraction(value) : bucket.exponentialFraction(value);
        return rank + bucket.count() * share;
      }
      rank += bucket.count();
    }
    return all;
  }

  /* A zero bucket next to buckets of one sign only holds nothing of the other sign. */
  static HistogramBucket withoutEmptyHalf(HistogramBucket bucket, NativeHistogram histogram) {
    if (!bucket.reachesZero()) {
      return bucket;
    }
    boolean positive = !histogram.positive().isEmpty();
    boolean negative = !histogram.negative().isEmpty();
    double lower = positive && !negative ? 0 : bucket.lower();
    double upper = negative && !positive ? 0 : bucket.upper();
    return new HistogramBucket(
        lower, upper, bucket.lowerInclusive(), bucket.upperInclusive(), bucket.count());
  }

  /** The mean square distance of the observations from their mean. */
  public static double variance(NativeHistogram histogram) {
    double mean = histogram.sum() / histogram.count();
    KahanSum squares = new KahanSum();
    for (HistogramBucket bucket : histogram.buckets()) {
      double distance = middle(bucket, histogram) - mean;
      squares.add(bucket.count() * distance * distance);
    }
    return squares.total() / histogram.count();
  }

  private static double middle(HistogramBucket bucket, NativeHistogram histogram) {
    if (histogram.hasCustomBuckets()) {
      return (bucket.upper() + bucket.lower()) / 2;
    }
    if (bucket.reachesZero()) {
      return 0;
    }
    double middle = Math.sqrt(bucket.upper() * bucket.lower());
    return bucket.upper() < 0 ? -middle : middle;
  }
}
