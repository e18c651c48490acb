package lampas.promql.script;

import java.util.Map;
import java.util.TreeMap;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.NativeHistogram;

/** From one histogram of a series in script notation to the next. */
final class HistogramSteps {
  private HistogramSteps() {}

  static NativeHistogram plus(NativeHistogram value, NativeHistogram change) {
    return combine(value, change, 1);
  }

  static NativeHistogram minus(NativeHistogram value, NativeHistogram change) {
    return combine(value, change, -1);
  }

  private static NativeHistogram combine(
      NativeHistogram value, NativeHistogram change, double sign) {
    return value.toBuilder()
        .count(value.count() + sign * change.count())
        .sum(value.sum() + sign * change.sum())
        .zeroBucket(value.zeroThreshold(), value.zeroCount() + sign * change.zeroCount())
        .positive(combine(value.positive(), change.positive(), sign))
        .negative(combine(value.negative(), change.negative(), sign))
        .build();
  }

  private static BucketCounts combine(BucketCounts value, BucketCounts change, double sign) {
    Map<Integer, Double> sums = new TreeMap<>();
    for (int i = 0; i < value.size(); i++) {
      sums.put(value.index(i), value.count(i));
    }
    for (int i = 0; i < change.size(); i++) {
      sums.merge(change.index(i), sign * change.count(i), Double::sum);
    }
    return BucketCounts.of(
        sums.keySet().stream().mapToInt(Integer::intValue).toArray(),
        sums.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
