package lampas.promql.engine;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lampas.model.label.Labels;
import lampas.model.series.SampleColumns;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.ColumnWriter;
import lampas.promql.column.Steps;
import lampas.promql.function.EdgeFunctions;
import lampas.promql.function.HistogramWindowFunction;
import lampas.promql.function.HistogramWindowFunctions;
import lampas.promql.function.Window;
import lampas.promql.function.WindowFinding;
import lampas.promql.function.WindowFunction;
import lampas.promql.function.WindowResult;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.ValueType;

/** Functions over range vectors: a window is moved over each series, from step to step. */
final class RangeCalls {
  private static final Set<String> KEEP_NAME = Set.of("first_over_time", "last_over_time");

  /* Windows may be large: a slow function must not outlive its query's time. */
  private static final int STEPS_BETWEEN_CHECKS = 64;

  private final QueryRun run;
  private final Evaluator evaluator;
  private final Ranges ranges;

  RangeCalls(QueryRun run, Evaluator evaluator, Ranges ranges) {
    this.run = run;
    this.evaluator = evaluator;
    this.ranges = ranges;
  }

  private record Result(Labels selected, Column column, Map<WindowFinding, Integer> findings) {}

  void call(Call call, WindowFunction function, Steps steps, ColumnSink out) {
    String name = call.function().name();
    Expression range = rangeArgument(call);
    Ranges.Windows windows = ranges.windows(range);
    double[][] arguments = scalarArguments(call, steps);
    if (name.equals("quantile_over_time")) {
      for (double quantile : arguments[0]) {
        HistogramCalls.remarkOnQuantile(quantile, call.arguments().get(0), run);
      }
    }
    Window.Edges edges = Ranges.edges(range);
    HistogramWindowFunction withHistograms = ofSamples(name, function, edges);
    Set<Labels> seen = new HashSet<>();
    boolean keepsName = KEEP_NAME.contains(name);
    ranges.each(
        range,
        steps,
        () -> ranges.window(range),
        (labels, alreadyDropped, samples, window) -> {
          checkFactors(name, arguments);
          window.beginSeries(samples);
          WindowResult found = new WindowResult();
          Column column =
              isPlain(samples, edges)
                  ? numbers(labels, window, function, windows, arguments, steps)
                  : samples(labels, window, withHistograms, windows, arguments, steps, found);
          if (column.isEmpty() && found.findings().isEmpty()) {
            run.give(column);
            return null;
          }
          boolean drops = !keepsName || alreadyDropped;
          Labels result = drops && run.removesNamesAtOnce() ? run.unnamed(labels) : labels;
          return new Result(labels, column.withLabels(result, drops), found.findings());
        },
        result -> {
          WindowRemarks.add(result.findings, result.selected.metricName(), range, run.remarks());
          if (result.column.isEmpty()) {
            run.give(result.column);
            return;
          }
          if (result.column.presentCount() > 0) {
            CounterRemarks.add(name, result.selected, range, run);
          }
          if (run.removesNamesAtOnce() && !seen.add(result.column.labels())) {
            throw EvaluationException.sameLabels();
          }
          out.accept(result.column);
        });
    for (double[] argument : arguments) {
      run.give(argument);
    }
  }

  private static HistogramWindowFunction ofSamples(
      String name, WindowFunction ofNumbers, Window.Edges edges) {
    if (edges == Window.Edges.PLAIN) {
      return HistogramWindowFunctions.find(name, ofNumbers);
    }
    return EdgeFunctions.find(name, edges).orElseThrow(() -> notWith(name, edges));
  }

  private static EvaluationException notWith(String name, Window.Edges edges) {
    return EvaluationException.execution(
        "%s modifier can only be used with: %s - not with %s"
            .formatted(edges.name().toLowerCase(Locale.ROOT), EdgeFunctions.names(edges), name));
  }

  private boolean isPlain(SampleColumns samples, Window.Edges edges) {
    return samples.histograms().isEmpty()
        && edges == Window.Edges.PLAIN
        && !(run.usesStartTimes() && samples.hasStartTimes());
  }

  private Column numbers(
      Labels labels,
      Window window,
      WindowFunction function,
      Ranges.Windows windows,
      double[][] arguments,
      Steps steps) {
    double[] values = run.take(steps.length());
    double[] now = new double[arguments.length];
    window.setArguments(now);
    long looked = 0;
    for (int i = 0; i < values.length; i++) {
      moveTo(i, window, windows, steps);
      looked += window.count();
      double value = Column.ABSENT;
      if (!window.isEmpty()) {
        for (int a = 0; a < now.length; a++) {
          now[a] = arguments[a][i];
        }
        value = function.apply(window);
      }
      values[i] = value;
    }
    run.countLooked(looked);
    return new Column(labels, false, values);
  }

  private Column samples(
      Labels labels,
      Window window,
      HistogramWindowFunction function,
      Ranges.Windows windows,
      double[][] arguments,
      Steps steps,
      WindowResult result) {
    ColumnWriter writer = new ColumnWriter(run, steps.length());
    double[] now = new double[arguments.length];
    window.setArguments(now);
    long looked = 0;
    for (int i = 0; i < steps.length(); i++) {
      moveTo(i, window, windows, steps);
      looked += window.count() + window.histograms().count();
      if (window.isEmpty() && window.histograms().isEmpty()) {
        continue;
      }
      for (int a = 0; a < now.length; a++) {
        now[a] = arguments[a][i];
      }
      result.clear();
      function.apply(window, result);
      if (result.histogram().isPresent()) {
        writer.put(i, result.histogram().get());
      } else {
        writer.put(i, result.number());
      }
    }
    run.countLooked(looked);
    return writer.column(labels, false);
  }

  private void moveTo(int step, Window window, Ranges.Windows windows, Steps steps) {
    if (step % STEPS_BETWEEN_CHECKS == 0) {
      run.checkAlive();
    }
    long end = windows.lookup().moment(steps, step);
    window.moveTo(end - windows.length(), end, steps.time(step));
  }

  /** {@code absent_over_time}: 1 wherever no series has a sample in the window. */
  void absent(Call call, Steps steps, ColumnSink out) {
    Expression range = rangeArgument(call);
    Window.Edges edges = Ranges.edges(range);
    if (edges != Window.Edges.PLAIN) {
      throw notWith(call.function().name(), edges);
    }
    Ranges.Windows windows = ranges.windows(range);
    BitSet present = new BitSet();
    Window window = new Window(run.edgeMillis());
    ranges.samples(
        range,
        steps,
        (labels, dropsName, samples) -> {
          window.beginSeries(samples);
          for (int i = 0; i < steps.length(); i++) {
            long end = windows.lookup().moment(steps, i);
            window.moveTo(end - windows.length(), end, steps.time(i));
            if (!window.isEmpty() || !window.histograms().isEmpty()) {
              present.set(i);
            }
          }
        });
    Absences.emit(present, range, steps, run, out);
  }

  private double[][] scalarArguments(Call call, Steps steps) {
    return call.arguments().stream()
        .filter(argument -> argument.type() == ValueType.SCALAR)
        .map(argument -> evaluator.scalar(argument, steps))
        .toArray(double[][]::new);
  }

  private static Expression rangeArgument(Call call) {
    Optional<Expression> range =
        call.arguments().stream()
            .filter(argument -> argument.type() == ValueType.RANGE_VECTOR)
            .findFirst();
    return range.orElseThrow(() ->
        EvaluationException.badData(
            "%s() without a range vector".formatted(call.function().name())));
  }

  private static void checkFactors(String name, double[][] arguments) {
    if (name.equals("double_exponential_smoothing") || name.equals("holt_winters")) {
      checkFactor("smoothing", "sf", arguments[0]);
      checkFactor("trend", "tf", arguments[1]);
    }
  }

  private static void checkFactor(String what, String symbol, double[] factors) {
    for (double factor : factors) {
      if (factor <= 0 || factor >= 1) {
        throw EvaluationException.execution(
            "invalid %s factor. Expected: 0 < %s < 1, got: %f".formatted(what, symbol, factor));
      }
    }
  }
}
