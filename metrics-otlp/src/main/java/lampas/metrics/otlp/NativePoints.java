package lampas.metrics.otlp;

import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import java.util.ArrayList;
import java.util.List;
import lampas.metrics.exposition.HistogramSnapshot;
import lampas.metrics.exposition.SparseCounts;

/**
 * Native histograms as exponential ones, which are the same but for two things.
 *
 * <p>A bucket's index counts from its lower bound there, from its upper one here. And buckets are
 * dense: between the first and the last one each is there, so that a histogram whose buckets lie
 * far apart is made coarser, as merging two into one loses no observation.
 */
final class NativePoints {
  /* 16 KB; schema 5 reaches from a nanosecond to over a century in as many. */
  private static final int WIDEST = 2_048;
  private static final int COARSEST = -4;

  private NativePoints() {}

  /** The point; the histogram may be coarser afterwards. */
  static ExponentialHistogramPointData of(PointHead head, HistogramSnapshot histogram) {
    int schema = histogram.schema();
    while (schema > COARSEST
        && Math.max(width(histogram.positive()), width(histogram.negative())) > WIDEST) {
      histogram.positive().coarsen(schema, schema - 1);
      histogram.negative().coarsen(schema, schema - 1);
      schema--;
    }
    return ExponentialHistogramPointData.create(
        schema,
        histogram.sum(),
        histogram.zeroCount(),
        false,
        0,
        false,
        0,
        dense(schema, histogram.positive()),
        dense(schema, histogram.negative()),
        head.startNanos(),
        head.nanos(),
        head.attributes(),
        head.exemplars());
  }

  private static int width(SparseCounts counts) {
    return counts.size() == 0 ? 0 : counts.index(counts.size() - 1) - counts.index(0) + 1;
  }

  private static ExponentialHistogramBuckets dense(int schema, SparseCounts counts) {
    int first = counts.size() == 0 ? 0 : counts.index(0) - 1;
    List<Long> dense = new ArrayList<>(width(counts));
    for (int i = 0; i < counts.size(); i++) {
      int index = counts.index(i) - 1;
      while (dense.size() < index - first) {
        dense.add(0L);
      }
      dense.add(counts.count(i));
    }
    return ExponentialHistogramBuckets.create(schema, first, dense);
  }
}
