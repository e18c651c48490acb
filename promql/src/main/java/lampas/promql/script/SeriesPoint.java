package lampas.promql.script;

import java.util.Optional;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.SampleValue;

/** What stands at one step of a series in script notation. */
public sealed interface SeriesPoint {
  /** No sample: {@code _}. */
  record Gap() implements SeriesPoint {
    @Override
    public String toString() {
      return "_";
    }
  }

  /** A number, or the staleness marker {@code stale}. */
  record Value(double value) implements SeriesPoint {
    @Override
    public String toString() {
      return SampleValue.isStale(value) ? "stale" : SampleValue.format(value);
    }
  }

  /**
   * A native histogram: {@code {{schema:0 count:3 sum:5 buckets:[1 2]}}}.
   *
   * @param said the counter reset that the text names; empty if it names none, and then any will do
   *     as the result of a query
   */
  record Histogram(NativeHistogram histogram, Optional<CounterReset> said) implements SeriesPoint {
    @Override
    public String toString() {
      return HistogramNotation.format(histogram);
    }
  }
}
