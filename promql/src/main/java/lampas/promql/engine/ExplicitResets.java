package lampas.promql.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.RangeSelector;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Subquery;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Expression.VectorSelector;

/**
 * Finds out where counter histograms were reset, as far as it is not known, while they are read:
 * what upstream does for selectors of which only counts and sums are wanted.
 *
 * <p>It shows in results: additions remark on histograms of which one was reset and another not.
 */
final class ExplicitResets {
  private static final Set<String> WANT_NO_BUCKETS =
      Set.of("histogram_count", "histogram_sum", "histogram_avg");
  private static final Set<String> WANT_BUCKETS =
      Set.of("histogram_quantile", "histogram_quantiles", "histogram_fraction");

  private final Set<VectorSelector> selectors = new HashSet<>();

  private ExplicitResets() {}

  /** The selectors of an expression for which resets must be made explicit. */
  static Set<VectorSelector> selectors(Expression expression) {
    ExplicitResets found = new ExplicitResets();
    found.walk(expression, false);
    return found.selectors;
  }

  private void walk(Expression expression, boolean wanted) {
    switch (expression) {
      case NumberLiteral number -> {}
      case StringLiteral text -> {}
      case Parentheses parentheses -> walk(parentheses.inner(), wanted);
      case Unary unary -> walk(unary.operand(), wanted);
      case Binary binary -> {
        if (binary.operator() != BinaryOperator.TRIM_UPPER
            && binary.operator() != BinaryOperator.TRIM_LOWER) {
          walk(binary.left(), wanted);
          walk(binary.right(), wanted);
        }
      }
      case Aggregation aggregation -> walk(aggregation.operand(), wanted);
      case Call call -> {
        String name = call.function().name();
        if (!WANT_BUCKETS.contains(name)) {
          walk(call.arguments(), wanted || WANT_NO_BUCKETS.contains(name));
        }
      }
      case VectorSelector selector -> {
        if (wanted) {
          selectors.add(selector);
        }
      }
      case RangeSelector range -> walk(range.selector(), wanted);
      /* A subquery leaves samples out between which there may have been resets. */
      case Subquery subquery -> {}
    }
  }

  private void walk(List<Expression> arguments, boolean wanted) {
    arguments.forEach(argument -> walk(argument, wanted));
  }

  /** The samples of one series with resets made explicit, but for the first. */
  static SampleColumns in(SampleColumns samples) {
    HistogramColumns histograms = samples.histograms();
    if (histograms.isEmpty()) {
      return samples;
    }
    SampleColumns explicit = new SampleColumns(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      explicit.add(samples.time(i), samples.value(i), samples.startTime(i));
    }
    for (int i = 0; i < histograms.size(); i++) {
      NativeHistogram histogram = histograms.histogram(i);
      if (i > 0 && histogram.counterReset() == CounterReset.UNKNOWN) {
        histogram =
            histogram.toBuilder()
                .counterReset(
                    histogram.isResetSince(histograms.histogram(i - 1))
                        ? CounterReset.RESET
                        : CounterReset.NOT_RESET)
                .build();
      }
      explicit.addHistogram(histograms.time(i), histogram, histograms.startTime(i));
    }
    return explicit;
  }
}
