package lampas.model.histogram;

/** Zero buckets made wider: they take in the buckets that they reach into. */
final class ZeroBuckets {
  private ZeroBuckets() {}

  /** The threshold from a given one on that cuts no filled bucket. */
  static double reach(double threshold, int schema, Side positive, Side negative) {
    double reached = threshold;
    for (double before = Double.NaN; before != reached; ) {
      before = reached;
      reached = reach(reached, schema, positive);
      reached = reach(reached, schema, negative);
    }
    return reached;
  }

  private static double reach(double threshold, int schema, Side side) {
    for (int i = 0; i < side.size(); i++) {
      if (BucketBounds.exponential(side.index(i) - 1, schema) >= threshold) {
        return threshold;
      }
      double upper = BucketBounds.exponential(side.index(i), schema);
      if (upper > threshold) {
        return side.count(i) == 0 ? threshold : upper;
      }
    }
    return threshold;
  }

  /** How many buckets, the nearest to zero first, begin inside of a threshold. */
  static int countInside(Side side, int schema, double threshold) {
    int inside = 0;
    while (inside < side.size()
        && BucketBounds.exponential(side.index(inside) - 1, schema) < threshold) {
      inside++;
    }
    return inside;
  }

  /** The histogram with a zero bucket that reaches at least as far as a threshold. */
  static NativeHistogram widen(NativeHistogram histogram, double threshold) {
    if (threshold == histogram.zeroThreshold()) {
      return histogram;
    }
    Side positive = new Side(histogram.positive());
    Side negative = new Side(histogram.negative());
    double reached = reach(threshold, histogram.schema(), positive, negative);
    CompensatedNumber count = new CompensatedNumber(histogram.zeroCount());
    take(positive, histogram.schema(), reached, count);
    take(negative, histogram.schema(), reached, count);
    return histogram.toBuilder()
        .zeroBucket(reached, count.value())
        .positive(positive.toBuckets())
        .negative(negative.toBuckets())
        .build();
  }

  private static void take(Side side, int schema, double threshold, CompensatedNumber count) {
    int inside = countInside(side, schema, threshold);
    for (int i = 0; i < inside; i++) {
      count.add(side.count(i));
    }
    side.dropFirst(inside);
  }
}
