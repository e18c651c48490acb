package lampas.promql.function;

import java.util.ArrayList;
import java.util.List;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.HistogramBucket;
import lampas.model.histogram.NativeHistogram;

/**
 * The observations of a histogram on one side of a value: {@code </} keeps those below, {@code >/}
 * those above. Buckets that the value cuts are shared out; the sum is estimated anew.
 *
 * <p>Source: TrimBuckets in model/histogram/float_histogram.go of Prometheus.
 */
public final class HistogramTrim {
  private final NativeHistogram histogram;
  private final Keep keep;
  private final double bound;
  private double count;
  private double sum;
  private boolean trimmed;

  /** Which observations stay. */
  public enum Keep {
    BELOW,
    ABOVE
  }

  private HistogramTrim(NativeHistogram histogram, Keep keep, double bound) {
    this.histogram = histogram;
    this.keep = keep;
    this.bound = bound;
  }

  /** The same histogram if all of it stays. */
  public static NativeHistogram trim(NativeHistogram histogram, Keep keep, double bound) {
    return new HistogramTrim(histogram, keep, bound).trimmed();
  }

  /** How many observations of a bucket stay, and the value that they count as in the sum. */
  private record Rest(double count, double middle) {}

  private NativeHistogram trimmed() {
    int negatives = histogram.negative().size();
    boolean hasZero = histogram.zeroCount() != 0;
    List<HistogramBucket> buckets = histogram.buckets();
    int positiveStart = negatives + (hasZero ? 1 : 0);
    BucketCounts positive =
        rest(histogram.positive(), buckets.subList(positiveStart, buckets.size()), 1);
    BucketCounts negative =
        rest(histogram.negative(), buckets.subList(0, negatives).reversed(), -1);
    double zeroCount = histogram.zeroCount();
    if (zeroCount > 0) {
      Rest rest = zeroRest(HistogramEstimate.withoutEmptyHalf(buckets.get(negatives), histogram));
      zeroCount = rest.count;
      include(rest, histogram.zeroCount());
    }
    if (!trimmed) {
      return histogram;
    }
    return histogram.toBuilder()
        .count(count)
        .sum(sum)
        .zeroBucket(histogram.zeroThreshold(), zeroCount)
        .positive(positive)
        .negative(negative)
        .build();
  }

  private BucketCounts rest(BucketCounts counts, List<HistogramBucket> buckets, int sign) {
    int[] indices = new int[counts.size()];
    double[] kept = new double[counts.size()];
    List<Rest> rests = new ArrayList<>(counts.size());
    for (int i = 0; i < indices.length; i++) {
      rests.add(rest(buckets.get(i), sign));
      indices[i] = counts.index(i);
      kept[i] = rests.get(i).count;
      include(rests.get(i), counts.count(i));
    }
    return BucketCounts.of(indices, kept);
  }

  private void include(Rest rest, double before) {
    trimmed |= rest.count != before;
    count += rest.count;
    sum += rest.middle * rest.count;
  }

  private Rest rest(HistogramBucket bucket, int sign) {
    boolean whole = keep == Keep.BELOW ? bucket.upper() <= bound : bucket.lower() >= bound;
    if (whole) {
      return new Rest(bucket.count(), middle(bucket.lower(), bucket.upper(), sign));
    }
    boolean cut = keep == Keep.BELOW ? bucket.lower() < bound : bucket.upper() > bound;
    if (!cut) {
      return new Rest(0, 0);
    }
    if (Double.isInfinite(bucket.lower()) || Double.isInfinite(bucket.upper())) {
      return endlessRest(bucket);
    }
    double below = countBelow(bucket);
    return switch (keep) {
      case BELOW -> new Rest(below, middle(bucket.lower(), bound, sign));
      case ABOVE -> new Rest(bucket.count() - below, middle(bound, bucket.upper(), sign));
    };
  }

  private double countBelow(HistogramBucket bucket) {
    if (bound <= bucket.lower()) {
      return 0;
    }
    if (bound >= bucket.upper()) {
      return bucket.count();
    }
    return bucket.count()
        * (histogram.hasCustomBuckets()
            ? bucket.linearFraction(bound)
            : bucket.exponentialFraction(bound));
  }

  /* Where observations lie in a bucket without end is not known, unless zero is a natural end. */
  private Rest endlessRest(HistogramBucket bucket) {
    double upper = bucket.upper();
    boolean endsAtZero =
        bucket.lower() == Double.NEGATIVE_INFINITY && upper > 0 && Double.isFinite(upper);
    return switch (keep) {
      case BELOW -> {
        if (bucket.lower() != Double.NEGATIVE_INFINITY) {
          yield new Rest(0, 0);
        }
        if (endsAtZero && bound > 0) {
          yield new Rest(bucket.count() * bound / upper, bound / 2);
        }
        yield upper <= 0 ? new Rest(bucket.count(), bound) : new Rest(0, 0);
      }
      case ABOVE -> {
        if (bucket.lower() == Double.NEGATIVE_INFINITY) {
          yield endsAtZero && bound >= 0
              ? new Rest(bucket.count() * (1 - bound / upper), (bound + upper) / 2)
              : new Rest(0, 0);
        }
        yield bound >= bucket.lower() ? new Rest(bucket.count(), bound) : new Rest(0, 0);
      }
    };
  }

  private Rest zeroRest(HistogramBucket bucket) {
    double lower = bucket.lower();
    double upper = bucket.upper();
    Rest whole = new Rest(bucket.count(), (lower + upper) / 2);
    Rest nothing = new Rest(0, 0);
    if (bound <= lower) {
      return keep == Keep.BELOW ? nothing : whole;
    }
    if (bound >= upper) {
      return keep == Keep.BELOW ? whole : nothing;
    }
    return switch (keep) {
      case BELOW ->
          new Rest(bucket.count() * ((bound - lower) / (upper - lower)), (lower + bound) / 2);
      case ABOVE ->
          new Rest(bucket.count() * ((upper - bound) / (upper - lower)), (bound + upper) / 2);
    };
  }

  private double middle(double lower, double upper, int sign) {
    if (Double.isInfinite(lower)) {
      if (Double.isInfinite(upper)) {
        return 0;
      }
      return upper > 0 ? upper / 2 : upper;
    }
    if (Double.isInfinite(upper)) {
      return lower;
    }
    return histogram.hasCustomBuckets()
        ? (lower + upper) / 2
        : sign * Math.sqrt(Math.abs(lower * upper));
  }
}
