package lampas.promql.script;

import java.util.Arrays;
import java.util.Optional;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.SampleValue;

/**
 * Whether values are the same but for rounding.
 *
 * <p>The rule is that of Prometheus's tests: the distance is less than a millionth of the sum of
 * the absolute values; next to zero, nothing but zero is close. NaN is close to NaN, the staleness
 * marker to itself only.
 */
final class Closeness {
  private static final double TOLERANCE = 1e-6;

  private Closeness() {}

  static boolean isClose(double a, double b) {
    if (SampleValue.isStale(a) || SampleValue.isStale(b)) {
      return SampleValue.isStale(a) && SampleValue.isStale(b);
    }
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b);
    }
    if (a == b) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double distance = Math.abs(a - b);
    if (a == 0 || b == 0 || sum < Double.MIN_NORMAL) {
      return distance < TOLERANCE * Double.MIN_NORMAL;
    }
    return distance / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }

  /** Bounds, schema and zero threshold must be equal; the rest may be close. */
  static boolean isClose(NativeHistogram a, NativeHistogram b, Optional<CounterReset> saidOfA) {
    return a.schema() == b.schema()
        && isClose(a.count(), b.count())
        && isClose(a.sum(), b.sum())
        && a.zeroThreshold() == b.zeroThreshold()
        && isClose(a.zeroCount(), b.zeroCount())
        && (!a.hasCustomBuckets() || Arrays.equals(a.customBounds(), b.customBounds()))
        && isClose(a.positive(), b.positive())
        && isClose(a.negative(), b.negative())
        && saidOfA.map(b.counterReset()::equals).orElse(true);
  }

  private static boolean isClose(BucketCounts a, BucketCounts b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.index(i) != b.index(i) || !isClose(a.count(i), b.count(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isClose(SeriesPoint expected, SeriesPoint actual) {
    return switch (expected) {
      case SeriesPoint.Gap gap -> actual.equals(gap);
      case SeriesPoint.Value(double value) ->
          actual instanceof SeriesPoint.Value(double other) && isClose(value, other);
      case SeriesPoint.Histogram(NativeHistogram value, Optional<CounterReset> said) ->
          actual instanceof SeriesPoint.Histogram other && isClose(value, other.histogram(), said);
    };
  }
}
