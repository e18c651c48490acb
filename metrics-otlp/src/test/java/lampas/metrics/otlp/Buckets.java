package lampas.metrics.otlp;

import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import java.util.Map;
import java.util.TreeMap;

/** Exponential buckets by index, only those that count something. */
final class Buckets {
  private Buckets() {}

  static Map<Integer, Long> of(ExponentialHistogramDataPoint.Buckets buckets) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; i < buckets.getBucketCountsCount(); i++) {
      if (buckets.getBucketCounts(i) > 0) {
        counts.put(buckets.getOffset() + i, buckets.getBucketCounts(i));
      }
    }
    return counts;
  }

  static Map<Integer, Long> of(int scale, double... values) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (double value : values) {
      counts.merge(index(value, scale), 1L, Long::sum);
    }
    return counts;
  }

  /** The bucket whose bounds, the lower one excluded, hold the value; as OTLP defines it. */
  static int index(double value, int scale) {
    return (int) Math.ceil(Math.log(value) / Math.log(2) * Math.scalb(1.0, scale)) - 1;
  }
}
