package lampas.client.diff;

import java.util.List;
import lampas.model.histogram.HistogramBucket;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.SampleValue;

/** A number or a histogram. */
sealed interface Value {
  boolean isSame(Value other, Tolerance tolerance);

  String text();

  record Real(double value) implements Value {
    @Override
    public boolean isSame(Value other, Tolerance tolerance) {
      return other instanceof Real number && tolerance.isSame(value, number.value);
    }

    @Override
    public String text() {
      return SampleValue.format(value);
    }
  }

  /** What is known of resets does not count, and a bucket without observations is none. */
  record Histogram(NativeHistogram histogram) implements Value {
    @Override
    public boolean isSame(Value other, Tolerance tolerance) {
      if (!(other instanceof Histogram(NativeHistogram that))) {
        return false;
      }
      List<HistogramBucket> mine = filled(histogram);
      List<HistogramBucket> theirs = filled(that);
      boolean same =
          mine.size() == theirs.size()
              && tolerance.isSame(histogram.count(), that.count())
              && tolerance.isSame(histogram.sum(), that.sum());
      for (int i = 0; same && i < mine.size(); i++) {
        same =
            tolerance.isSame(mine.get(i).lower(), theirs.get(i).lower())
                && tolerance.isSame(mine.get(i).upper(), theirs.get(i).upper())
                && tolerance.isSame(mine.get(i).count(), theirs.get(i).count());
      }
      return same;
    }

    private static List<HistogramBucket> filled(NativeHistogram histogram) {
      return histogram.buckets().stream().filter(bucket -> bucket.count() != 0).toList();
    }

    @Override
    public String text() {
      return histogram.toString();
    }
  }
}
