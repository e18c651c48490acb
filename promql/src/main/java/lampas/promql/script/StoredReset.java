package lampas.promql.script;

import java.util.Arrays;
import lampas.model.histogram.BucketCounts;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;

/**
 * What Prometheus knows of a counter reset when it reads a histogram back from its store.
 *
 * <p>It keeps histograms in chunks. A chunk ends where the layout changes or something counted less
 * than before; what begins a chunk comes back as unknown, whatever it was, and what follows in it
 * as not reset. Gauges stay gauges. Source: the append rules of Prometheus's chunkenc package.
 */
final class StoredReset {
  private StoredReset() {}

  static CounterReset of(SampleColumns before, NativeHistogram histogram) {
    if (histogram.counterReset() == CounterReset.GAUGE) {
      return CounterReset.GAUGE;
    }
    HistogramColumns histograms = before.histograms();
    if (histograms.isEmpty() || histogram.counterReset() == CounterReset.RESET) {
      return CounterReset.UNKNOWN;
    }
    int last = histograms.size() - 1;
    boolean numberBetween =
        before.size() > 0 && before.time(before.size() - 1) > histograms.time(last);
    return !numberBetween && goesOn(histograms.histogram(last), histogram)
        ? CounterReset.NOT_RESET
        : CounterReset.UNKNOWN;
  }

  private static boolean goesOn(NativeHistogram last, NativeHistogram next) {
    return last.counterReset() != CounterReset.GAUGE
        && last.schema() == next.schema()
        && last.zeroThreshold() == next.zeroThreshold()
        && Arrays.equals(last.customBounds(), next.customBounds())
        && next.count() >= last.count()
        && next.zeroCount() >= last.zeroCount()
        && noneFell(last.positive(), next.positive())
        && noneFell(last.negative(), next.negative());
  }

  private static boolean noneFell(BucketCounts last, BucketCounts next) {
    int at = 0;
    for (int i = 0; i < last.size(); i++) {
      while (at < next.size() && next.index(at) < last.index(i)) {
        at++;
      }
      boolean found = at < next.size() && next.index(at) == last.index(i);
      if (!found || next.count(at) < last.count(i)) {
        return false;
      }
    }
    return true;
  }
}
