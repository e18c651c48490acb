package lampas.promql.engine;

import java.util.Arrays;
import java.util.List;
import lampas.model.histogram.NativeHistogram;
import lampas.model.number.GoNumber;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.ClassicBuckets;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.StringText;

/**
 * Estimates from classic and native histograms: {@code histogram_quantile}, {@code
 * histogram_quantiles}, {@code histogram_fraction}.
 */
final class HistogramCalls {
  private final QueryRun run;
  private final Evaluator evaluator;

  HistogramCalls(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  void call(Call call, Steps steps, ColumnSink out) {
    List<Expression> arguments = call.arguments();
    switch (call.function().name()) {
      case "histogram_quantile" -> {
        Expression vector = arguments.get(1);
        HistogramSeries series = HistogramSeries.read(evaluator, vector, steps, run);
        double[] quantiles = quantiles(arguments.get(0), steps);
        estimate(series, new QuantileEstimate(run, quantiles, steps, vector.span()), steps, out);
        run.give(quantiles);
        series.give();
      }
      case "histogram_quantiles" -> quantiles(arguments, steps, out);
      case "histogram_fraction" -> {
        Expression vector = arguments.get(2);
        HistogramSeries series = HistogramSeries.read(evaluator, vector, steps, run);
        double[] lower = evaluator.scalar(arguments.get(0), steps);
        double[] upper = evaluator.scalar(arguments.get(1), steps);
        estimate(series, new FractionEstimate(run, lower, upper, vector.span()), steps, out);
        run.give(lower);
        run.give(upper);
        series.give();
      }
      default -> throw VectorCalls.notEvaluated(call);
    }
  }

  /** What is estimated from the histogram of one step. */
  interface Estimate {
    double of(ClassicBuckets buckets, String metric, int step);

    double of(NativeHistogram histogram, String metric, int step);

    /** Whether there is anything to estimate at a step. */
    default boolean isAsked(int step) {
      return true;
    }
  }

  private void quantiles(List<Expression> arguments, Steps steps, ColumnSink out) {
    Expression vector = arguments.get(0);
    String label = Evaluator.text(arguments.get(1));
    if (!LabelCalls.isLabelName(label, run.dialect())) {
      throw EvaluationException.execution("invalid label name " + StringText.quote(label));
    }
    HistogramSeries series = HistogramSeries.read(evaluator, vector, steps, run);
    for (Expression quantile : arguments.subList(2, arguments.size())) {
      double[] quantiles = quantiles(quantile, steps);
      for (double value : Arrays.stream(quantiles).distinct().toArray()) {
        /* There may be as many as steps, and each looks at all steps. */
        run.checkAlive();
        String text = openMetricsNumber(value);
        estimate(
            series,
            new QuantileEstimate(run, only(value, quantiles), steps, vector.span()),
            steps,
            column -> out.accept(column.withLabels(column.labels().with(label, text), true)));
      }
      run.give(quantiles);
    }
    series.give();
  }

  private double[] quantiles(Expression quantile, Steps steps) {
    double[] quantiles = evaluator.scalar(quantile, steps);
    for (double value : quantiles) {
      remarkOnQuantile(value, quantile, run);
    }
    return quantiles;
  }

  /* The quantile at the steps that ask for it. */
  private static double[] only(double value, double[] quantiles) {
    return Arrays.stream(quantiles)
        .map(quantile -> Double.compare(quantile, value) == 0 ? value : Column.ABSENT)
        .toArray();
  }

  private void estimate(HistogramSeries series, Estimate estimate, Steps steps, ColumnSink out) {
    ColumnMerger merger = new ColumnMerger(run);
    for (HistogramSeries.Member member : series.members()) {
      run.checkAlive();
      ClassicBuckets buckets = member.room();
      String metric = member.metric();
      double[] values = run.take(steps.length());
      for (int step = 0; step < values.length; step++) {
        if (!estimate.isAsked(step)) {
          values[step] = Column.ABSENT;
          continue;
        }
        member.fill(buckets, step);
        NativeHistogram histogram = member.nativeHistogram(step);
        if (histogram == null) {
          values[step] = buckets.isEmpty() ? Column.ABSENT : estimate.of(buckets, metric, step);
        } else if (buckets.isEmpty()) {
          values[step] = estimate.of(histogram, metric, step);
        } else {
          series.remarkOnMixture(member);
          values[step] = Column.ABSENT;
        }
      }
      merger.accept(evaluator.settle(new Column(member.labels(), true, values)));
    }
    merger.flush(out);
  }

  private static String openMetricsNumber(double value) {
    String text = GoNumber.format(value);
    boolean whole = Double.isFinite(value) && text.indexOf('.') < 0 && text.indexOf('e') < 0;
    return whole ? text + ".0" : text;
  }

  /** Warns of a quantile that is not one. */
  static void remarkOnQuantile(double quantile, Expression where, QueryRun run) {
    /* There may be another one at each of millions of steps. */
    if (!(quantile >= 0 && quantile <= 1) && !run.remarks().isFull()) {
      run.remarks()
          .warn(
              "quantile value should be between 0 and 1, got " + GoNumber.format(quantile),
              where.span());
    }
  }
}
