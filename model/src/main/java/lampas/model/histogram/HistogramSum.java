package lampas.model.histogram;

import java.util.Arrays;

/**
 * Adds histograms up, carrying along what rounding loses.
 *
 * <p>Histograms of different resolution meet at the coarser one, zero buckets at the wider one, and
 * custom bounds at those that both have. Not thread-safe.
 *
 * <p>Source of the rules: model/histogram/float_histogram.go of Prometheus.
 */
public final class HistogramSum {
  private int schema;
  private CounterReset counterReset;
  private double[] customBounds;
  private double zeroThreshold;
  private final CompensatedNumber zeroCount;
  private final CompensatedNumber count;
  private final CompensatedNumber sum;
  private final Side positive;
  private final Side negative;

  private HistogramSum(NativeHistogram first) {
    this.schema = first.schema();
    this.counterReset = first.counterReset();
    this.customBounds = first.bounds();
    this.zeroThreshold = first.zeroThreshold();
    this.zeroCount = new CompensatedNumber(first.zeroCount());
    this.count = new CompensatedNumber(first.count());
    this.sum = new CompensatedNumber(first.sum());
    this.positive = new Side(first.positive());
    this.negative = new Side(first.negative());
  }

  /**
   * What is worth saying about an addition.
   *
   * @param resetCollision one of the two was known to be reset and the other known not to be
   * @param boundsReconciled the custom bounds differed, and only the common ones are left
   */
  public record Remarks(boolean resetCollision, boolean boundsReconciled) {}

  /** A sum that begins with one histogram. */
  public static HistogramSum of(NativeHistogram first) {
    return new HistogramSum(first);
  }

  /** Whether both have exponential buckets or both have custom ones. */
  public boolean isCompatibleWith(NativeHistogram other) {
    return (schema == NativeHistogram.CUSTOM_BUCKETS) == other.hasCustomBuckets();
  }

  /**
   * Adds a histogram.
   *
   * @throws IllegalArgumentException if it is not compatible
   */
  public Remarks add(NativeHistogram other) {
    return add(other, 1);
  }

  /**
   * Subtracts a histogram.
   *
   * @throws IllegalArgumentException if it is not compatible
   */
  public Remarks subtract(NativeHistogram other) {
    return add(other, -1);
  }

  private Remarks add(NativeHistogram other, double sign) {
    if (!isCompatibleWith(other)) {
      throw new IllegalArgumentException(
          "histogram of schema %d (expected: one that is compatible with schema %d)"
              .formatted(other.schema(), schema));
    }
    boolean collision = combineCounterReset(other.counterReset());
    boolean reconciled = false;
    count.add(sign * other.count());
    sum.add(sign * other.sum());
    if (other.hasCustomBuckets()) {
      reconciled = !Arrays.equals(customBounds, other.bounds());
      if (reconciled) {
        addWithOtherBounds(other, sign);
      } else {
        positive.add(other.positive(), sign);
      }
    } else {
      addExponential(other, sign);
    }
    return new Remarks(collision, reconciled);
  }

  private boolean combineCounterReset(CounterReset other) {
    if (other == counterReset || counterReset == CounterReset.GAUGE) {
      return false;
    }
    if (other == CounterReset.GAUGE) {
      counterReset = CounterReset.GAUGE;
      return false;
    }
    boolean known = counterReset != CounterReset.UNKNOWN && other != CounterReset.UNKNOWN;
    counterReset = CounterReset.UNKNOWN;
    return known;
  }

  private void addWithOtherBounds(NativeHistogram other, double sign) {
    double[] common = CustomBounds.common(customBounds, other.bounds());
    double[] mine = customBounds;
    positive.mapIndices(index -> CustomBounds.map(index, mine, common));
    Side theirs = new Side(other.positive());
    theirs.mapIndices(index -> CustomBounds.map(index, other.bounds(), common));
    positive.add(theirs.toBuckets(), sign);
    customBounds = common;
  }

  private void addExponential(NativeHistogram other, double sign) {
    NativeHistogram fitting = other;
    while (fitting.zeroThreshold() != zeroThreshold) {
      if (zeroThreshold > fitting.zeroThreshold()) {
        fitting = ZeroBuckets.widen(fitting, zeroThreshold);
      } else {
        widenZeroBucket(fitting.zeroThreshold());
      }
    }
    if (fitting.schema() < schema) {
      reduceTo(fitting.schema());
    }
    fitting = fitting.withSchema(schema);
    zeroCount.add(sign * fitting.zeroCount());
    positive.add(fitting.positive(), sign);
    negative.add(fitting.negative(), sign);
  }

  private void widenZeroBucket(double threshold) {
    double reached = ZeroBuckets.reach(threshold, schema, positive, negative);
    int inside = ZeroBuckets.countInside(positive, schema, reached);
    for (int i = 0; i < inside; i++) {
      zeroCount.add(positive.count(i));
    }
    positive.dropFirst(inside);
    inside = ZeroBuckets.countInside(negative, schema, reached);
    for (int i = 0; i < inside; i++) {
      zeroCount.add(negative.count(i));
    }
    negative.dropFirst(inside);
    zeroThreshold = reached;
  }

  private void reduceTo(int target) {
    int from = schema;
    positive.mapIndices(index -> BucketBounds.coarser(index, from, target));
    negative.mapIndices(index -> BucketBounds.coarser(index, from, target));
    schema = target;
  }

  /** Multiplies all that was added so far. */
  public void multiply(double factor) {
    zeroCount.scale(factor);
    count.scale(factor);
    sum.scale(factor);
    positive.scale(factor);
    negative.scale(factor);
    if (factor < 0) {
      counterReset = CounterReset.GAUGE;
    }
  }

  /** Divides all that was added so far. */
  public void divide(double divisor) {
    zeroCount.divide(divisor);
    count.divide(divisor);
    sum.divide(divisor);
    positive.divide(divisor);
    negative.divide(divisor);
    if (divisor < 0) {
      counterReset = CounterReset.GAUGE;
    }
  }

  /** Whether a count or the sum has become infinite. */
  public boolean isInfinite() {
    return zeroCount.isInfinite()
        || count.isInfinite()
        || sum.isInfinite()
        || positive.isInfinite()
        || negative.isInfinite();
  }

  /** What is known of resets, for the result. */
  public void counterReset(CounterReset counterReset) {
    this.counterReset = counterReset;
  }

  /** The sum so far; more may be added afterwards. */
  public NativeHistogram toHistogram() {
    return NativeHistogram.builder()
        .schema(schema)
        .counterReset(counterReset)
        .customBounds(customBounds)
        .zeroBucket(zeroThreshold, zeroCount.value())
        .count(count.value())
        .sum(sum.value())
        .positive(positive.toBuckets())
        .negative(negative.toBuckets())
        .build();
  }
}
