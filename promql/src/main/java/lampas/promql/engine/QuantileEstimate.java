package lampas.promql.engine;

import lampas.model.histogram.NativeHistogram;
import lampas.promql.column.Column;
import lampas.promql.column.Steps;
import lampas.promql.function.ClassicBuckets;
import lampas.promql.function.HistogramEstimate;
import lampas.promql.syntax.Span;

/** The quantile that is asked for at each step; nothing where it is absent. */
@SuppressWarnings("ArrayRecordComponent")
record QuantileEstimate(QueryRun run, double[] quantiles, Steps steps, Span vector)
    implements HistogramCalls.Estimate {
  @Override
  public boolean isAsked(int step) {
    return !Column.isAbsent(quantiles[step]);
  }

  @Override
  public double of(ClassicBuckets buckets, String metric, int step) {
    double quantile = quantiles[step];
    double value = buckets.quantile(quantile);
    if (buckets.wasRepaired()) {
      long time = steps.time(step);
      run.remarks()
          .add(
              new ForcedMonotonicity(
                  metric,
                  1,
                  time,
                  time,
                  buckets.smallestRaised(),
                  buckets.largestRaised(),
                  buckets.largestRaise()),
              vector);
    }
    return value;
  }

  @Override
  public double of(NativeHistogram histogram, String metric, int step) {
    HistogramEstimate estimate = HistogramEstimate.quantile(quantiles[step], histogram);
    switch (estimate.doubt()) {
      case RESULT_IS_NAN -> remark("result is NaN", metric);
      case NAN_OBSERVATIONS -> remark("result is skewed higher", metric);
      case NONE -> {}
    }
    return estimate.value();
  }

  private void remark(String result, String metric) {
    run.remarks()
        .inform(
            "input to histogram_quantile has NaN observations, "
                + result
                + HistogramSeries.forMetric(metric),
            vector);
  }
}
