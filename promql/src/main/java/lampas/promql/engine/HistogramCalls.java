package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lampas.model.label.LabelNames;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import lampas.promql.Dialect;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.ClassicBuckets;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;

/** Estimates from classic histograms: {@code histogram_quantile}, {@code histogram_fraction}. */
final class HistogramCalls {
  private static final String REPAIRED =
      "input to histogram_quantile needed to be fixed for monotonicity (see"
          + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)";

  private final QueryRun run;
  private final Evaluator evaluator;

  HistogramCalls(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Bucket(double bound, double[] counts) {}

  private static final class Histogram {
    private final List<Bucket> buckets = new ArrayList<>();
  }

  private interface Estimate {
    double of(ClassicBuckets buckets, int step);
  }

  void call(Call call, Steps steps, ColumnSink out) {
    List<Expression> arguments = call.arguments();
    boolean vectorFirst = call.function().name().equals("histogram_quantiles");
    Expression vector = arguments.get(vectorFirst ? 0 : arguments.size() - 1);
    Map<Labels, Histogram> histograms = histograms(vector, steps);
    switch (call.function().name()) {
      case "histogram_quantile" -> quantile(histograms, arguments.get(0), vector, "", steps, out);
      case "histogram_quantiles" -> {
        String label = Evaluator.text(arguments.get(1));
        for (Expression quantile : arguments.subList(2, arguments.size())) {
          quantile(histograms, quantile, vector, label, steps, out);
        }
      }
      case "histogram_fraction" -> {
        if (run.dialect() == Dialect.PROMETHEUS_2) {
          /* Of native histograms only. */
          break;
        }
        double[] lower = evaluator.scalar(arguments.get(0), steps);
        double[] upper = evaluator.scalar(arguments.get(1), steps);
        Estimate estimate = (buckets, step) -> buckets.fraction(lower[step], upper[step]);
        estimate(histograms, steps, estimate, vector, out);
        run.give(lower);
        run.give(upper);
      }
      default -> throw VectorCalls.notEvaluated(call);
    }
    for (Histogram histogram : histograms.values()) {
      histogram.buckets.forEach(bucket -> run.give(bucket.counts));
    }
  }

  private void quantile(
      Map<Labels, Histogram> histograms,
      Expression quantile,
      Expression vector,
      String label,
      Steps steps,
      ColumnSink out) {
    double[] quantiles = evaluator.scalar(quantile, steps);
    for (double value : quantiles) {
      remarkOnQuantile(value, quantile, run);
    }
    if (label.isEmpty()) {
      Estimate estimate = (buckets, step) -> buckets.quantile(quantiles[step]);
      estimate(histograms, steps, estimate, vector, out);
    } else {
      for (double value : Arrays.stream(quantiles).distinct().toArray()) {
        Estimate estimate =
            (buckets, step) ->
                Double.compare(quantiles[step], value) == 0
                    ? buckets.quantile(value)
                    : Column.ABSENT;
        String text = openMetricsNumber(value);
        estimate(
            histograms,
            steps,
            estimate,
            vector,
            column -> out.accept(column.withLabels(column.labels().with(label, text), true)));
      }
    }
    run.give(quantiles);
  }

  private void estimate(
      Map<Labels, Histogram> histograms,
      Steps steps,
      Estimate estimate,
      Expression vector,
      ColumnSink out) {
    ColumnMerger merger = new ColumnMerger(run);
    histograms.forEach((labels, histogram) -> {
      double[] values = run.take(steps.length());
      boolean repaired = false;
      ClassicBuckets buckets = new ClassicBuckets(histogram.buckets.size(), run.dialect());
      for (int i = 0; i < values.length; i++) {
        buckets.clear();
        for (Bucket bucket : histogram.buckets) {
          if (Column.isPresent(bucket.counts[i])) {
            buckets.add(bucket.bound, bucket.counts[i]);
          }
        }
        values[i] = buckets.isEmpty() ? Column.ABSENT : estimate.of(buckets, i);
        repaired |= buckets.wasRepaired();
      }
      if (repaired) {
        run.remarks().inform(REPAIRED + forMetric(labels.metricName()), vector.span());
      }
      merger.accept(evaluator.settle(new Column(labels, true, values)));
    });
    merger.flush(out);
  }

  /* The buckets of each histogram in the order of their bounds; series without a readable bound
  are no buckets. */
  private Map<Labels, Histogram> histograms(Expression vector, Steps steps) {
    Map<Labels, Histogram> histograms = new LinkedHashMap<>();
    for (Column column : evaluator.columns(vector, steps)) {
      Labels labels = column.labels();
      String bound = labels.valueOrEmpty(LabelNames.BUCKET_BOUND);
      try {
        Bucket bucket = new Bucket(bound(bound), column.values());
        histograms
            .computeIfAbsent(labels.without(LabelNames.BUCKET_BOUND), key -> new Histogram())
            .buckets
            .add(bucket);
      } catch (NumberFormatException notABound) {
        run.remarks()
            .warn(
                "bucket label \"le\" is missing or has a malformed value of \"%s\"%s"
                    .formatted(bound, forMetric(labels.metricName())),
                vector.span());
        run.give(column.values());
      }
    }
    histograms
        .values()
        .forEach(histogram ->
            histogram.buckets.sort(Comparator.comparingDouble(bucket -> bucket.bound)));
    return histograms;
  }

  /* Infinity may be written in any way that Go reads. */
  private static double bound(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> SampleValue.parse(text);
    };
  }

  private static String forMetric(String name) {
    return name.isEmpty() ? "" : " for metric name \"" + name + "\"";
  }

  private static String openMetricsNumber(double value) {
    String text = SampleValue.format(value);
    boolean whole = value == Math.rint(value) && Double.isFinite(value);
    return whole ? text + ".0" : text;
  }

  /** Warns of a quantile that is not one. */
  static void remarkOnQuantile(double quantile, Expression where, QueryRun run) {
    if (!(quantile >= 0 && quantile <= 1)) {
      run.remarks()
          .warn(
              "quantile value should be between 0 and 1, got " + SampleValue.format(quantile),
              where.span());
    }
  }
}
