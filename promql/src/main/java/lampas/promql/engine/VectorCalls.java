package lampas.promql.engine;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.CalendarFunctions;
import lampas.promql.function.NumberFunctions;
import lampas.promql.function.WindowFunction;
import lampas.promql.function.WindowFunctions;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.VectorSelector;

/** Functions that give an instant vector. */
final class VectorCalls {
  private final QueryRun run;
  private final Evaluator evaluator;
  private final Selectors selectors;
  private final RangeCalls rangeCalls;

  VectorCalls(QueryRun run, Evaluator evaluator, Selectors selectors, RangeCalls rangeCalls) {
    this.run = run;
    this.evaluator = evaluator;
    this.selectors = selectors;
    this.rangeCalls = rangeCalls;
  }

  static AssertionError notEvaluated(Call call) {
    return new AssertionError("no evaluation of function " + call.function().name());
  }

  void call(Call call, Steps steps, ColumnSink out) {
    String name = call.function().name();
    Optional<WindowFunction> window = WindowFunctions.find(name, run.dialect());
    Optional<DoubleUnaryOperator> number = NumberFunctions.find(name);
    Optional<DoubleUnaryOperator> calendar = CalendarFunctions.find(name);
    Optional<ToDoubleFunction<NativeHistogram>> histogram = HistogramFunctions.find(name);
    if (window.isPresent()) {
      rangeCalls.call(call, window.get(), steps, out);
    } else if (number.isPresent()) {
      evaluator.mapped(call.arguments().get(0), steps, number.get(), out);
    } else if (calendar.isPresent()) {
      calendar(call, calendar.get(), steps, out);
    } else if (histogram.isPresent()) {
      Expression operand = call.arguments().get(0);
      HistogramFunctions.apply(histogram.get(), operand, steps, run, evaluator, out);
    } else {
      other(call, steps, out);
    }
  }

  private void other(Call call, Steps steps, ColumnSink out) {
    List<Expression> arguments = call.arguments();
    switch (call.function().name()) {
      case "absent" -> absent(arguments.get(0), steps, out);
      case "absent_over_time" -> rangeCalls.absent(call, steps, out);
      case "clamp" ->
          clamp(call, Optional.of(arguments.get(1)), Optional.of(arguments.get(2)), steps, out);
      case "clamp_min" -> clamp(call, Optional.of(arguments.get(1)), Optional.empty(), steps, out);
      case "clamp_max" -> clamp(call, Optional.empty(), Optional.of(arguments.get(1)), steps, out);
      case "round" -> round(arguments, steps, out);
      case "vector" ->
          out.accept(new Column(Labels.empty(), false, evaluator.scalar(arguments.get(0), steps)));
      case "timestamp" -> timestamp(arguments.get(0), steps, out);
      case "start_timestamp" -> startTimestamp(arguments.get(0), steps, out);
      case "histogram_quantile", "histogram_quantiles", "histogram_fraction" ->
          new HistogramCalls(run, evaluator).call(call, steps, out);
      case "label_replace" -> new LabelCalls(run, evaluator).replace(arguments, steps, out);
      case "label_join" -> new LabelCalls(run, evaluator).join(arguments, steps, out);
      case "info" -> new InfoCall(run, evaluator, selectors).call(call, steps, out);
      case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" ->
          new SortCalls(run, evaluator).call(call, steps, out);
      default -> throw notEvaluated(call);
    }
  }

  private void calendar(Call call, DoubleUnaryOperator part, Steps steps, ColumnSink out) {
    if (!call.arguments().isEmpty()) {
      evaluator.mapped(call.arguments().get(0), steps, part, out);
      return;
    }
    double[] values = evaluator.constant(0, steps);
    for (int i = 0; i < values.length; i++) {
      values[i] = part.applyAsDouble(Math.floor(steps.time(i) / 1000.0));
    }
    out.accept(new Column(Labels.empty(), false, values));
  }

  private void absent(Expression operand, Steps steps, ColumnSink out) {
    BitSet present = new BitSet();
    evaluator.vector(
        operand,
        steps,
        column -> {
          column.markPresent(present);
          run.give(column);
        });
    Absences.emit(present, operand, steps, run, out);
  }

  private void clamp(
      Call call,
      Optional<Expression> minimum,
      Optional<Expression> maximum,
      Steps steps,
      ColumnSink out) {
    double[] low = bound(minimum, Double.NEGATIVE_INFINITY, steps);
    double[] high = bound(maximum, Double.POSITIVE_INFINITY, steps);
    eachValue(
        call.arguments().get(0),
        steps,
        (value, i) ->
            high[i] < low[i]
                ? Column.ABSENT
                : NumberFunctions.maximum(low[i], NumberFunctions.minimum(high[i], value)),
        out);
    run.give(low);
    run.give(high);
  }

  private double[] bound(Optional<Expression> bound, double otherwise, Steps steps) {
    return bound.isPresent()
        ? evaluator.scalar(bound.get(), steps)
        : evaluator.constant(otherwise, steps);
  }

  private void round(List<Expression> arguments, Steps steps, ColumnSink out) {
    double[] multiples =
        arguments.size() > 1
            ? evaluator.scalar(arguments.get(1), steps)
            : evaluator.constant(1, steps);
    eachValue(
        arguments.get(0), steps, (value, i) -> NumberFunctions.round(value, multiples[i]), out);
    run.give(multiples);
  }

  /* Only selectors know when the counter of a sample began to count. */
  private void startTimestamp(Expression operand, Steps steps, ColumnSink out) {
    if (run.usesStartTimes() && Ranges.unwrap(operand) instanceof VectorSelector selector) {
      part(selector, Selectors.Part.START, steps, out);
    }
  }

  private void part(VectorSelector selector, Selectors.Part part, Steps steps, ColumnSink out) {
    ColumnMerger merger = new ColumnMerger(run);
    selectors.instant(
        selector,
        steps,
        part,
        column ->
            merger.accept(evaluator.settle(new Column(column.labels(), true, column.values()))));
    merger.flush(out);
  }

  private void timestamp(Expression operand, Steps steps, ColumnSink out) {
    if (Ranges.unwrap(operand) instanceof VectorSelector selector) {
      part(selector, Selectors.Part.TIME, steps, out);
    } else {
      evaluator.transformed(operand, steps, column -> times(column, steps), out);
    }
  }

  private Column times(Column column, Steps steps) {
    for (int i = 0; i < column.values().length; i++) {
      if (column.isPresent(i)) {
        column.values()[i] = steps.time(i) / 1000.0;
      }
    }
    run.giveHistograms(column.histograms());
    return new Column(column.labels(), true, column.values());
  }

  private interface StepFunction {
    double apply(double value, int step);
  }

  private void eachValue(Expression operand, Steps steps, StepFunction function, ColumnSink out) {
    evaluator.transformed(
        operand,
        steps,
        column -> {
          double[] values = column.values();
          for (int i = 0; i < values.length; i++) {
            if (Column.isPresent(values[i])) {
              values[i] = function.apply(values[i], i);
            }
          }
          run.giveHistograms(column.histograms());
          return new Column(column.labels(), true, values);
        },
        out);
  }
}
