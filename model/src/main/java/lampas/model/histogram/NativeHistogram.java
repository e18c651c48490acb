package lampas.model.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lampas.model.number.GoNumber;

/**
 * One sample of a native histogram: a count, a sum and sparse buckets, all of them floating-point.
 *
 * <p>With an exponential schema <i>n</i>, the positive bucket of index <i>i</i> reaches from above
 * 2<sup>(<i>i</i>-1)/2<sup><i>n</i></sup></sup> to 2<sup><i>i</i>/2<sup><i>n</i></sup></sup>;
 * negative buckets mirror them; what is nearer to zero than the zero threshold is in the zero
 * bucket. With {@link #CUSTOM_BUCKETS}, bucket <i>i</i> reaches from above custom bound <i>i</i>-1
 * to custom bound <i>i</i>, and the last one to infinity.
 *
 * <p>Immutable and thread-safe.
 */
public final class NativeHistogram {
  /** The schema of histograms whose bucket bounds are listed. */
  public static final int CUSTOM_BUCKETS = -53;

  private final int schema;
  private final CounterReset counterReset;
  private final double count;
  private final double sum;
  private final double zeroThreshold;
  private final double zeroCount;
  private final BucketCounts positive;
  private final BucketCounts negative;
  private final double[] customBounds;

  private NativeHistogram(Builder builder) {
    this.schema = builder.schema;
    this.counterReset = builder.counterReset;
    this.count = builder.count;
    this.sum = builder.sum;
    this.zeroThreshold = builder.zeroThreshold;
    this.zeroCount = builder.zeroCount;
    this.positive = builder.positive;
    this.negative = builder.negative;
    this.customBounds = builder.customBounds;
  }

  /** A histogram of exponential schema 0 that counts nothing, to start from. */
  public static Builder builder() {
    return new Builder();
  }

  /** The same, to change parts of it. */
  public Builder toBuilder() {
    return new Builder()
        .schema(schema)
        .counterReset(counterReset)
        .count(count)
        .sum(sum)
        .zeroBucket(zeroThreshold, zeroCount)
        .positive(positive)
        .negative(negative)
        .customBounds(customBounds);
  }

  /** -4 to 8, or {@link #CUSTOM_BUCKETS}. */
  public int schema() {
    return schema;
  }

  public boolean hasCustomBuckets() {
    return schema == CUSTOM_BUCKETS;
  }

  public CounterReset counterReset() {
    return counterReset;
  }

  /** The number of observations. */
  public double count() {
    return count;
  }

  /** The sum of the observations. */
  public double sum() {
    return sum;
  }

  /** How far from zero, on both sides, the zero bucket reaches. */
  public double zeroThreshold() {
    return zeroThreshold;
  }

  public double zeroCount() {
    return zeroCount;
  }

  public BucketCounts positive() {
    return positive;
  }

  public BucketCounts negative() {
    return negative;
  }

  /** A copy of the upper bounds of custom buckets, infinity left out; empty with other schemas. */
  public double[] customBounds() {
    return customBounds.clone();
  }

  /** The buckets that count something, with their bounds, the one of the smallest values first. */
  public List<HistogramBucket> buckets() {
    List<HistogramBucket> buckets = new ArrayList<>(positive.size() + negative.size() + 1);
    for (int i = negative.size() - 1; i >= 0; i--) {
      int index = negative.index(i);
      buckets.add(
          new HistogramBucket(
              -BucketBounds.exponential(index, schema),
              -BucketBounds.exponential(index - 1, schema),
              true,
              false,
              negative.count(i)));
    }
    if (zeroCount != 0) {
      buckets.add(new HistogramBucket(-zeroThreshold, zeroThreshold, true, true, zeroCount));
    }
    for (int i = 0; i < positive.size(); i++) {
      buckets.add(positiveBucket(positive.index(i), positive.count(i)));
    }
    return buckets;
  }

  private HistogramBucket positiveBucket(int index, double count) {
    if (!hasCustomBuckets()) {
      return new HistogramBucket(
          BucketBounds.exponential(index - 1, schema),
          BucketBounds.exponential(index, schema),
          false,
          true,
          count);
    }
    double lower = BucketBounds.custom(index - 1, customBounds);
    return new HistogramBucket(
        lower, BucketBounds.custom(index, customBounds), index == 0, true, count);
  }

  double[] bounds() {
    return customBounds;
  }

  /** The same with buckets as wide as those of a coarser exponential schema, or as they are. */
  public NativeHistogram withSchema(int target) {
    if (target >= schema) {
      return this;
    }
    Side up = new Side(positive);
    Side down = new Side(negative);
    up.mapIndices(index -> BucketBounds.coarser(index, schema, target));
    down.mapIndices(index -> BucketBounds.coarser(index, schema, target));
    return toBuilder().schema(target).positive(up.toBuckets()).negative(down.toBuckets()).build();
  }

  /** Whether both have exponential buckets or both have custom ones. */
  public boolean isCompatibleWith(NativeHistogram other) {
    return hasCustomBuckets() == other.hasCustomBuckets();
  }

  /** Whether the counter was reset since an earlier sample of it. */
  public boolean isResetSince(NativeHistogram previous) {
    return CounterResets.isReset(previous, this);
  }

  /** Same in everything but what is known of resets, which is how PromQL compares. */
  public boolean isSame(NativeHistogram other) {
    return toBuilder().counterReset(other.counterReset).build().equals(other);
  }

  /** Same in everything, NaN being equal to NaN. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NativeHistogram that
        && schema == that.schema
        && counterReset == that.counterReset
        && Double.compare(count, that.count) == 0
        && Double.compare(sum, that.sum) == 0
        && Double.compare(zeroThreshold, that.zeroThreshold) == 0
        && Double.compare(zeroCount, that.zeroCount) == 0
        && positive.equals(that.positive)
        && negative.equals(that.negative)
        && Arrays.equals(customBounds, that.customBounds);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Double.hashCode(count) + Double.hashCode(sum)) + positive.hashCode();
  }

  /** As Prometheus writes it, for example <code>{count:3, sum:4.5, (1,2]:3}</code>. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder("{count:").append(GoNumber.format(count));
    out.append(", sum:").append(GoNumber.format(sum));
    buckets().forEach(bucket -> out.append(", ").append(bucket));
    return out.append('}').toString();
  }

  /** Parts of a histogram to be made. Not thread-safe. */
  public static final class Builder {
    private int schema;
    private CounterReset counterReset = CounterReset.UNKNOWN;
    private double count;
    private double sum;
    private double zeroThreshold;
    private double zeroCount;
    private BucketCounts positive = BucketCounts.none();
    private BucketCounts negative = BucketCounts.none();
    private double[] customBounds = {};

    private Builder() {}

    public Builder schema(int schema) {
      this.schema = schema;
      return this;
    }

    public Builder counterReset(CounterReset counterReset) {
      this.counterReset = counterReset;
      return this;
    }

    public Builder count(double count) {
      this.count = count;
      return this;
    }

    public Builder sum(double sum) {
      this.sum = sum;
      return this;
    }

    public Builder zeroBucket(double threshold, double count) {
      this.zeroThreshold = threshold;
      this.zeroCount = count;
      return this;
    }

    public Builder positive(BucketCounts positive) {
      this.positive = positive;
      return this;
    }

    public Builder negative(BucketCounts negative) {
      this.negative = negative;
      return this;
    }

    /** The upper bounds of custom buckets, increasing, without infinity. */
    public Builder customBounds(double... customBounds) {
      this.customBounds = customBounds.clone();
      return this;
    }

    public NativeHistogram build() {
      return new NativeHistogram(this);
    }
  }
}
