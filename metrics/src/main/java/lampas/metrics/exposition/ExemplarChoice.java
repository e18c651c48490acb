package lampas.metrics.exposition;

import lampas.model.catalogue.Buckets;
import lampas.model.series.Exemplar;
import org.jspecify.annotations.Nullable;

/** Which exemplar of a histogram stands at one of its classic buckets. */
final class ExemplarChoice {
  private ExemplarChoice() {}

  /** The newest one that the bucket counts and the bucket below does not; null if there is none. */
  static @Nullable Exemplar newest(
      HistogramSnapshot histogram, @Nullable Buckets bounds, int bucket) {
    Exemplar newest = null;
    for (Exemplar exemplar : histogram.exemplars()) {
      if (isIn(bounds, bucket, exemplar.value())
          && (newest == null || !isOlder(exemplar, newest))) {
        newest = exemplar;
      }
    }
    return newest;
  }

  private static boolean isIn(@Nullable Buckets bounds, int bucket, double value) {
    return bounds == null
        || ((bucket == 0 || value > bounds.bound(bucket - 1))
            && (bucket == bounds.size() || value <= bounds.bound(bucket)));
  }

  private static boolean isOlder(Exemplar one, Exemplar other) {
    return one.timeMillis().orElse(0) < other.timeMillis().orElse(0);
  }
}
