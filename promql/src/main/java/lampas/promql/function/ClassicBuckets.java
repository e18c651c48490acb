package lampas.promql.function;

import lampas.promql.Dialect;

/**
 * The buckets of a classic histogram at one moment, and what can be estimated from them.
 *
 * <p>Made to be filled, asked and cleared again and again. Not thread-safe. Source:
 * promql/quantile.go of Prometheus.
 */
public final class ClassicBuckets {
  /* Differences of this size between neighbours are rounding, not a lost increment. */
  private static final double ROUNDING = 1e-12;

  private final double rounding;
  private final double[] bounds;
  private final double[] counts;
  private int size;
  private double smallestRaised;
  private double largestRaised;
  private double largestRaise;

  /**
   * Room for a number of buckets.
   *
   * @param dialect Prometheus 2 takes the smallest lost increment for one
   */
  public ClassicBuckets(int capacity, Dialect dialect) {
    rounding = dialect == Dialect.PROMETHEUS_2 ? 0 : ROUNDING;
    bounds = new double[capacity];
    counts = new double[capacity];
  }

  /** Forgets all buckets. */
  public void clear() {
    size = 0;
    smallestRaised = Double.POSITIVE_INFINITY;
    largestRaised = Double.NEGATIVE_INFINITY;
    largestRaise = 0;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Adds a bucket; its bound must not be below that of the bucket before; equal ones join. */
  public void add(double upperBound, double cumulativeCount) {
    if (size > 0 && bounds[size - 1] == upperBound) {
      counts[size - 1] += cumulativeCount;
    } else {
      bounds[size] = upperBound;
      counts[size++] = cumulativeCount;
    }
  }

  /** Whether the last estimate had to raise a bucket that counted less than a smaller one. */
  public boolean wasRepaired() {
    return largestRaise > 0;
  }

  /** The smallest upper bound of a bucket that the last estimate had to raise. */
  public double smallestRaised() {
    return smallestRaised;
  }

  /** The largest upper bound of a bucket that the last estimate had to raise. */
  public double largestRaised() {
    return largestRaised;
  }

  /** The most that the last estimate had to raise a bucket by. */
  public double largestRaise() {
    return largestRaise;
  }

  /**
   * The value below which the share of observations lies; linear inside a bucket.
   *
   * @return NaN if there are no observations, fewer than two buckets or no {@code +Inf} bucket
   */
  public double quantile(double quantile) {
    if (Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (size == 0 || bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    makeMonotonic();
    double observations = counts[size - 1];
    if (size < 2 || observations == 0) {
      return Double.NaN;
    }
    double rank = quantile * observations;
    int bucket = firstReaching(rank);
    if (bucket == size - 1) {
      return bounds[size - 2];
    }
    if (bucket == 0) {
      return bounds[0] <= 0 ? bounds[0] : bounds[0] * (rank / counts[0]);
    }
    double start = bounds[bucket - 1];
    double below = counts[bucket - 1];
    double share = (rank - below) / (counts[bucket] - below);
    return start + (bounds[bucket] - start) * share;
  }

  /* By halves, as upstream: where counts are no numbers the result depends on the way. */
  private int firstReaching(double rank) {
    int from = 0;
    int to = size - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (counts[middle] >= rank) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /**
   * The share of observations between two values; linear inside a bucket.
   *
   * @return NaN if there are no observations or no {@code +Inf} bucket
   */
  public double fraction(double lower, double upper) {
    if (size == 0 || bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    double observations = counts[size - 1];
    if (observations == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    if (lower >= upper) {
      return 0;
    }
    return (rankOf(upper) - rankOf(lower)) / observations;
  }

  /* How many observations lie below a value. */
  private double rankOf(double value) {
    double rank = 0;
    double start = bounds[0] > 0 ? 0 : Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      if (start >= value) {
        return rank;
      }
      if (bounds[i] > value) {
        return start == Double.NEGATIVE_INFINITY
            ? counts[i]
            : rank + (counts[i] - rank) * (value - start) / (bounds[i] - start);
      }
      rank = counts[i];
      start = bounds[i];
    }
    return counts[size - 1];
  }

  /* Buckets that were scraped or summed at different moments may count less than smaller ones. */
  private void makeMonotonic() {
    double previous = counts[0];
    for (int i = 1; i < size; i++) {
      double count = counts[i];
      if (count == previous) {
        continue;
      }
      if (isRounding(previous, count)) {
        counts[i] = previous;
      } else if (count < previous) {
        counts[i] = previous;
        smallestRaised = Math.min(smallestRaised, bounds[i]);
        largestRaised = Math.max(largestRaised, bounds[i]);
        largestRaise = Math.max(largestRaise, previous - count);
      } else {
        previous = count;
      }
    }
  }

  private boolean isRounding(double a, double b) {
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return difference < rounding * Double.MIN_NORMAL;
    }
    return difference / Math.min(sum, Double.MAX_VALUE) < rounding;
  }
}
