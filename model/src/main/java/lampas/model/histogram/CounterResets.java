package lampas.model.histogram;

import java.util.Arrays;

/**
 * Whether a counter histogram was reset between two samples: if anything that it counts has become
 * less.
 *
 * <p>Source: DetectReset in model/histogram/float_histogram.go of Prometheus.
 */
final class CounterResets {
  private CounterResets() {}

  static boolean isReset(NativeHistogram previous, NativeHistogram now) {
    return switch (now.counterReset()) {
      case RESET -> true;
      case NOT_RESET -> false;
      case UNKNOWN, GAUGE -> counts(previous, now);
    };
  }

  private static boolean counts(NativeHistogram previous, NativeHistogram now) {
    if (now.count() < previous.count()) {
      return true;
    }
    if (now.hasCustomBuckets() != previous.hasCustomBuckets()) {
      return true;
    }
    if (now.hasCustomBuckets()) {
      return isAnyLess(inCommon(previous, now), inCommon(now, previous));
    }
    if (now.schema() > previous.schema() || now.zeroThreshold() < previous.zeroThreshold()) {
      return true;
    }
    NativeHistogram wider = ZeroBuckets.widen(previous, now.zeroThreshold());
    if (wider.zeroThreshold() != now.zeroThreshold() || now.zeroCount() < wider.zeroCount()) {
      return true;
    }
    NativeHistogram coarser = wider.withSchema(now.schema());
    return isAnyLess(coarser.positive(), now.positive())
        || isAnyLess(coarser.negative(), now.negative());
  }

  private static BucketCounts inCommon(NativeHistogram one, NativeHistogram other) {
    if (Arrays.equals(one.bounds(), other.bounds())) {
      return one.positive();
    }
    double[] common = CustomBounds.common(one.bounds(), other.bounds());
    Side side = new Side(one.positive());
    side.mapIndices(index -> CustomBounds.map(index, one.bounds(), common));
    return side.toBuckets();
  }

  private static boolean isAnyLess(BucketCounts previous, BucketCounts now) {
    int at = 0;
    for (int i = 0; i < previous.size(); i++) {
      while (at < now.size() && now.index(at) < previous.index(i)) {
        at++;
      }
      boolean there = at < now.size() && now.index(at) == previous.index(i);
      if (!there || now.count(at) < previous.count(i)) {
        return true;
      }
    }
    return false;
  }
}
