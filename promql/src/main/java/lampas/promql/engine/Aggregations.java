package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.model.number.GoNumber;
import lampas.model.series.SampleValue;
import lampas.promql.aggregate.Accumulator;
import lampas.promql.aggregate.Accumulators;
import lampas.promql.aggregate.Chooser;
import lampas.promql.aggregate.Finding;
import lampas.promql.aggregate.Grouping;
import lampas.promql.aggregate.Sampling;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.StringText;

/** Aggregation operators: a series' group is looked up once, not once a step. */
final class Aggregations {
  private static final double TWO_TO_63 = 0x1p63;

  private final QueryRun run;
  private final Evaluator evaluator;

  Aggregations(QueryRun run, Evaluator evaluator) {
    this.run = run;
    this.evaluator = evaluator;
  }

  void aggregate(Aggregation aggregation, Steps steps, ColumnSink out) {
    switch (aggregation.aggregator()) {
      case SUM -> accumulate(aggregation, Accumulators.sum(), steps, out);
      case AVG -> accumulate(aggregation, Accumulators.average(), steps, out);
      case COUNT -> accumulate(aggregation, Accumulators.count(), steps, out);
      case MIN -> accumulate(aggregation, Accumulators.minimum(), steps, out);
      case MAX -> accumulate(aggregation, Accumulators.maximum(), steps, out);
      case GROUP -> accumulate(aggregation, Accumulators.group(), steps, out);
      case STDDEV -> accumulate(aggregation, Accumulators.deviation(run.dialect()), steps, out);
      case STDVAR -> accumulate(aggregation, Accumulators.variance(run.dialect()), steps, out);
      case QUANTILE -> quantile(aggregation, steps, out);
      case TOPK -> choose(aggregation, Chooser.Order.LARGEST, steps, out);
      case BOTTOMK -> choose(aggregation, Chooser.Order.SMALLEST, steps, out);
      case LIMITK -> choose(aggregation, Chooser.Order.ANY, steps, out);
      case COUNT_VALUES -> countValues(aggregation, steps, out);
      case LIMIT_RATIO -> limitRatio(aggregation, steps, out);
    }
  }

  private static Grouping grouping(Aggregation aggregation) {
    return aggregation.without()
        ? Grouping.without(aggregation.grouping())
        : Grouping.by(aggregation.grouping());
  }

  private static Expression parameter(Aggregation aggregation) {
    Optional<Expression> parameter = aggregation.parameter();
    return parameter.orElseThrow(
        () -> EvaluationException.badData(aggregation.aggregator().text() + " without parameter"));
  }

  private static final class Group {
    private final Accumulator accumulator;
    private boolean dropsName;

    Group(Accumulator accumulator) {
      this.accumulator = accumulator;
    }
  }

  private void accumulate(
      Aggregation aggregation, Accumulator.Factory factory, Steps steps, ColumnSink out) {
    Grouping grouping = grouping(aggregation);
    Finding.Sink findings = new AggregationRemarks(run.remarks(), aggregation);
    Map<Labels, Group> groups = new LinkedHashMap<>();
    evaluator.vector(
        aggregation.operand(),
        steps,
        column -> {
          Group group =
              groups.computeIfAbsent(
                  grouping.group(column.labels()),
                  labels -> new Group(factory.create(run, steps.length(), findings)));
          group.dropsName |= column.dropsName();
          group.accumulator.add(column);
        });
    groups.forEach(
        (labels, group) -> out.accept(group.accumulator.finish(labels, group.dropsName)));
  }

  private void quantile(Aggregation aggregation, Steps steps, ColumnSink out) {
    Expression parameter = parameter(aggregation);
    double[] quantiles = evaluator.scalar(parameter, steps);
    remarkOnQuantiles(quantiles, parameter);
    accumulate(aggregation, Accumulators.quantile(quantiles), steps, out);
    run.give(quantiles);
  }

  private void choose(Aggregation aggregation, Chooser.Order order, Steps steps, ColumnSink out) {
    double[] parameters = evaluator.scalar(parameter(aggregation), steps);
    long[] limits = limits(parameters);
    run.give(parameters);
    if (Arrays.stream(limits).allMatch(limit -> limit < 1)) {
      return;
    }
    Grouping grouping = grouping(aggregation);
    Map<Labels, List<Column>> groups = new LinkedHashMap<>();
    for (Column column : evaluator.columns(aggregation.operand(), steps)) {
      groups
          .computeIfAbsent(grouping.group(column.labels()), labels -> new ArrayList<>())
          .add(column);
    }
    Chooser chooser =
        new Chooser(order, limits, new AggregationRemarks(run.remarks(), aggregation));
    groups.values().forEach(group -> chooser.choose(group, run, out));
  }

  private long[] limits(double[] parameters) {
    switch (run.dialect()) {
      case PROMETHEUS_3 -> {
        if (Arrays.stream(parameters).allMatch(value -> value < 1)) {
          return new long[parameters.length];
        }
        Arrays.stream(parameters).forEach(Aggregations::checkLimit);
      }
      case PROMETHEUS_2 -> Arrays.stream(parameters).forEach(Aggregations::checkFits);
    }
    return Arrays.stream(parameters).mapToLong(value -> (long) value).toArray();
  }

  /* Which series are sampled depends on nothing but their labels, so that a ratio and the negative
  of the rest are complements. */
  private void limitRatio(Aggregation aggregation, Steps steps, ColumnSink out) {
    Expression parameter = parameter(aggregation);
    double[] ratios = evaluator.scalar(parameter, steps);
    checkRatios(ratios, parameter);
    evaluator.vector(
        aggregation.operand(),
        steps,
        column -> {
          double place = Sampling.place(column.labels());
          for (int i = 0; i < ratios.length; i++) {
            if (!Sampling.isChosen(place, ratios[i])) {
              column.clear(i, run);
            }
          }
          out.accept(column);
        });
    run.give(ratios);
  }

  /* Of all steps only the largest and the smallest value are worth saying. */
  private void checkRatios(double[] ratios, Expression parameter) {
    if (Arrays.stream(ratios).anyMatch(Double::isNaN)) {
      throw EvaluationException.execution("Ratio value is NaN");
    }
    double largest = Arrays.stream(ratios).max().orElse(0);
    double smallest = Arrays.stream(ratios).min().orElse(0);
    if (largest > 1) {
      warnOfRatio(largest, "1", parameter);
    }
    if (smallest < -1) {
      warnOfRatio(smallest, "-1", parameter);
    }
  }

  private void warnOfRatio(double ratio, String bound, Expression parameter) {
    run.remarks()
        .warn(
            "ratio value should be between -1 and 1, got %s, capping to %s"
                .formatted(GoNumber.format(ratio), bound),
            parameter.span());
  }

  private void remarkOnQuantiles(double[] quantiles, Expression parameter) {
    if (Arrays.stream(quantiles).anyMatch(Double::isNaN)) {
      HistogramCalls.remarkOnQuantile(Double.NaN, parameter, run);
    }
    double[] numbers = Arrays.stream(quantiles).filter(value -> !Double.isNaN(value)).toArray();
    double largest = Arrays.stream(numbers).max().orElse(0);
    double smallest = Arrays.stream(numbers).min().orElse(0);
    if (largest > 1) {
      HistogramCalls.remarkOnQuantile(largest, parameter, run);
    }
    if (smallest < 0) {
      HistogramCalls.remarkOnQuantile(smallest, parameter, run);
    }
  }

  private static void checkFits(double value) {
    if (!(value >= -TWO_TO_63 && value < TWO_TO_63)) {
      throw EvaluationException.execution(
          "Scalar value %s overflows int64".formatted(GoNumber.format(value)));
    }
  }

  private static void checkLimit(double value) {
    if (Double.isNaN(value)) {
      throw EvaluationException.execution("Parameter value is NaN");
    }
    if (value <= -TWO_TO_63) {
      throw EvaluationException.execution(
          "Scalar value %s underflows int64".formatted(GoNumber.format(value)));
    }
    if (value >= TWO_TO_63) {
      throw EvaluationException.execution(
          "Scalar value %s overflows int64".formatted(GoNumber.format(value)));
    }
  }

  private void countValues(Aggregation aggregation, Steps steps, ColumnSink out) {
    String label = Evaluator.text(parameter(aggregation));
    if (!LabelCalls.isLabelName(label, run.dialect())) {
      throw EvaluationException.execution("invalid label name " + StringText.quote(label));
    }
    Grouping grouping = grouping(aggregation).alsoBy(label);
    Map<Labels, double[]> counts = new LinkedHashMap<>();
    evaluator.vector(
        aggregation.operand(),
        steps,
        column -> {
          for (int i = 0; i < column.values().length; i++) {
            if (column.isPresent(i)) {
              String value = text(column, i);
              Labels labels = column.labels().with(label, value);
              double[] count =
                  counts.computeIfAbsent(
                      grouping.group(labels),
                      group -> {
                        run.hold(group, label, value);
                        return absent(steps);
                      });
              count[i] = Column.isPresent(count[i]) ? count[i] + 1 : 1;
            }
          }
          run.give(column);
        });
    counts.forEach((labels, count) -> out.accept(new Column(labels, false, count)));
  }

  private static String text(Column column, int step) {
    NativeHistogram histogram = column.histogram(step);
    return histogram == null ? SampleValue.format(column.values()[step]) : histogram.toString();
  }

  private double[] absent(Steps steps) {
    double[] values = run.take(steps.length());
    Arrays.fill(values, Column.ABSENT);
    return values;
  }
}
