package lampas.promql.engine;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.HistogramEstimate;
import lampas.promql.syntax.Expression;

/** The functions from a native histogram to a number, which leave out all numbers. */
final class HistogramFunctions {
  private static final Map<String, ToDoubleFunction<NativeHistogram>> BY_NAME =
      Map.ofEntries(
          entry("histogram_count", NativeHistogram::count),
          entry("histogram_sum", NativeHistogram::sum),
          entry("histogram_avg", histogram -> histogram.sum() / histogram.count()),
          entry("histogram_stddev", histogram -> Math.sqrt(HistogramEstimate.variance(histogram))),
          entry("histogram_stdvar", HistogramEstimate::variance));

  private HistogramFunctions() {}

  static Optional<ToDoubleFunction<NativeHistogram>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Pushes the numbers of all histograms of a vector. */
  static void apply(
      ToDoubleFunction<NativeHistogram> function,
      Expression operand,
      Steps steps,
      QueryRun run,
      Evaluator evaluator,
      ColumnSink out) {
    evaluator.transformed(
        operand,
        steps,
        column -> {
          double[] values = column.values();
          for (int i = 0; i < values.length; i++) {
            NativeHistogram histogram = column.histogram(i);
            values[i] = histogram == null ? Column.ABSENT : function.applyAsDouble(histogram);
          }
          run.giveHistograms(column.histograms());
          return new Column(column.labels(), true, values);
        },
        out);
  }
}
