package lampas.model.histogram;

import lampas.model.number.GoNumber;

/**
 * One bucket of a histogram with its bounds.
 *
 * @param lowerInclusive whether an observation of just the lower bound is in the bucket
 * @param upperInclusive whether an observation of just the upper bound is in the bucket
 */
public record HistogramBucket(
    double lower, double upper, boolean lowerInclusive, boolean upperInclusive, double count) {
  /** Whether zero lies inside or at an end. */
  public boolean reachesZero() {
    return lower <= 0 && upper >= 0;
  }

  HistogramBucket withBounds(double lower, double upper) {
    return new HistogramBucket(lower, upper, lowerInclusive, upperInclusive, count);
  }

  /** The part of the bucket below a value inside, if observations lie evenly. */
  public double linearFraction(double value) {
    return (value - lower) / (upper - lower);
  }

  /** The part of the bucket below a value inside, if their logarithms lie evenly. */
  public double exponentialFraction(double value) {
    double logLower = log2(Math.abs(lower));
    double logUpper = log2(Math.abs(upper));
    double logValue = log2(Math.abs(value));
    return value > 0
        ? (logValue - logLower) / (logUpper - logLower)
        : 1 - (logValue - logUpper) / (logLower - logUpper);
  }

  static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  /** For example {@code (1,2]:3}. */
  @Override
  public String toString() {
    return (lowerInclusive ? "[" : "(")
        + GoNumber.format(lower)
        + ','
        + GoNumber.format(upper)
        + (upperInclusive ? ']' : ')')
        + ':'
        + GoNumber.format(count);
  }
}
