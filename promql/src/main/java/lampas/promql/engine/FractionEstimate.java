package lampas.promql.engine;

import lampas.model.histogram.NativeHistogram;
import lampas.promql.column.Column;
import lampas.promql.function.ClassicBuckets;
import lampas.promql.function.HistogramEstimate;
import lampas.promql.syntax.Span;

/** The share of observations between two values at each step. */
@SuppressWarnings("ArrayRecordComponent")
record FractionEstimate(QueryRun run, double[] lower, double[] upper, Span vector)
    implements HistogramCalls.Estimate {
  @Override
  public double of(ClassicBuckets buckets, String metric, int step) {
    return switch (run.dialect()) {
      case PROMETHEUS_3 -> buckets.fraction(lower[step], upper[step]);
      /* Of native histograms only. */
      case PROMETHEUS_2 -> Column.ABSENT;
    };
  }

  @Override
  public double of(NativeHistogram histogram, String metric, int step) {
    HistogramEstimate estimate = HistogramEstimate.fraction(lower[step], upper[step], histogram);
    switch (estimate.doubt()) {
      case NAN_OBSERVATIONS ->
          run.remarks()
              .inform(
                  "input to histogram_fraction has NaN observations, which are excluded from all"
                      + " fractions"
                      + HistogramSeries.forMetric(metric),
                  vector);
      case NONE, RESULT_IS_NAN -> {}
    }
    return estimate.value();
  }
}
