package lampas.promql.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.Steps;
import lampas.promql.function.HistogramScale;
import lampas.promql.function.Operators;
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
import lampas.promql.syntax.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions: each node pushes its result, one series with all steps at a time, to the
 * node above.
 */
final class Evaluator {
  private final QueryRun run;
  private final Selectors selectors;
  private final Ranges ranges;
  private final ScalarCalls scalarCalls;
  private final VectorCalls vectorCalls;
  private final VectorMatches matches;
  private final Aggregations aggregations;

  Evaluator(QueryRun run) {
    this.run = run;
    this.selectors = new Selectors(run);
    this.ranges = new Ranges(run, this, selectors);
    this.scalarCalls = new ScalarCalls(run, this);
    this.vectorCalls = new VectorCalls(run, this, selectors, new RangeCalls(run, this, ranges));
    this.matches = new VectorMatches(run, this);
    this.aggregations = new Aggregations(run, this);
  }

  Ranges ranges() {
    return ranges;
  }

  /** Pushes the series of an instant vector; series without any value may be among them. */
  void vector(Expression expression, Steps steps, ColumnSink out) {
    run.checkAlive();
    if (steps.isEmpty()) {
      return;
    }
    switch (expression) {
      case VectorSelector selector -> selectors.instant(selector, steps, Selectors.Part.VALUE, out);
      case Parentheses parentheses -> vector(parentheses.inner(), steps, out);
      case Unary unary -> unary(unary, steps, out);
      case Binary binary -> binary(binary, steps, out);
      case Aggregation aggregation -> aggregations.aggregate(aggregation, steps, out);
      case Call call -> vectorCalls.call(call, steps, out);
      case NumberLiteral number -> throw notAVector(number);
      case StringLiteral text -> throw notAVector(text);
      case RangeSelector range -> throw notAVector(range);
      case Subquery subquery -> throw notAVector(subquery);
    }
  }

  /** All series of an instant vector that have a value at some step. */
  List<Column> columns(Expression expression, Steps steps) {
    List<Column> columns = new ArrayList<>();
    vector(
        expression,
        steps,
        column -> {
          if (column.isEmpty()) {
            run.give(column);
          } else {
            columns.add(column);
          }
        });
    return columns;
  }

  /** The values of a scalar at all steps. */
  double[] scalar(Expression expression, Steps steps) {
    run.checkAlive();
    return switch (expression) {
      case NumberLiteral number -> constant(number.value(), steps);
      case Parentheses parentheses -> scalar(parentheses.inner(), steps);
      case Unary unary -> {
        double[] values = scalar(unary.operand(), steps);
        yield unary.negative() ? mapped(values, value -> -value) : values;
      }
      case Binary binary -> {
        DoubleBinaryOperator operator = Operators.ofScalars(binary.operator());
        double[] left = scalar(binary.left(), steps);
        double[] right = scalar(binary.right(), steps);
        for (int i = 0; i < left.length; i++) {
          left[i] = operator.applyAsDouble(left[i], right[i]);
        }
        run.give(right);
        yield left;
      }
      case Call call -> scalarCalls.call(call, steps);
      case VectorSelector selector -> throw notAScalar(selector);
      case RangeSelector range -> throw notAScalar(range);
      case Subquery subquery -> throw notAScalar(subquery);
      case Aggregation aggregation -> throw notAScalar(aggregation);
      case StringLiteral text -> throw notAScalar(text);
    };
  }

  double[] constant(double value, Steps steps) {
    run.checkRoomFor(steps.count());
    double[] values = run.take(steps.length());
    Arrays.fill(values, value);
    return values;
  }

  /** The value of a text argument. */
  static String text(Expression expression) {
    if (Ranges.unwrap(expression) instanceof StringLiteral text) {
      return text.value();
    }
    throw EvaluationException.badData(
        "expression of type %s (expected: string)".formatted(expression.type()));
  }

  /** Pushes each series of a vector with its values changed and, with that, its name dropped. */
  void mapped(Expression operand, Steps steps, DoubleUnaryOperator function, ColumnSink out) {
    transformed(
        operand,
        steps,
        column -> {
          run.giveHistograms(column.histograms());
          return new Column(column.labels(), true, mapped(column.values(), function));
        },
        out);
  }

  /** A change of a column; it may use the column's array for its result. */
  @FunctionalInterface
  interface Transformation {
    Column apply(Column column);
  }

  /** Pushes each series of a vector changed; those that are one afterwards are put together. */
  void transformed(Expression operand, Steps steps, Transformation transformation, ColumnSink out) {
    ColumnMerger merger = new ColumnMerger(run);
    vector(operand, steps, column -> merger.accept(settle(transformation.apply(column))));
    merger.flush(out);
  }

  /** The column without its name, if that is to go and goes at once. */
  Column settle(Column column) {
    return column.dropsName() && run.removesNamesAtOnce()
        ? column.withLabels(run.unnamed(column.labels()), true)
        : column;
  }

  private static double[] mapped(double[] values, DoubleUnaryOperator function) {
    for (int i = 0; i < values.length; i++) {
      if (Column.isPresent(values[i])) {
        values[i] = function.applyAsDouble(values[i]);
      }
    }
    return values;
  }

  private void unary(Unary unary, Steps steps, ColumnSink out) {
    if (unary.negative()) {
      transformed(unary.operand(), steps, this::negated, out);
    } else {
      vector(unary.operand(), steps, out);
    }
  }

  private Column negated(Column column) {
    double[] values = mapped(column.values(), value -> -value);
    @Nullable NativeHistogram @Nullable [] histograms = column.histograms();
    if (histograms != null) {
      for (int i = 0; i < histograms.length; i++) {
        NativeHistogram histogram = histograms[i];
        if (histogram != null) {
          histograms[i] = HistogramScale.multiply(histogram, -1);
        }
      }
    }
    return new Column(column.labels(), true, values, histograms);
  }

  private void binary(Binary binary, Steps steps, ColumnSink out) {
    if (binary.operator().family() == BinaryOperator.Family.SET) {
      new SetOperations(run, this).apply(binary, steps, out);
    } else if (binary.left().type() == ValueType.SCALAR
        || binary.right().type() == ValueType.SCALAR) {
      new ScalarOperation(run, this, binary).apply(steps, out);
    } else {
      matches.apply(binary, steps, out);
    }
  }

  private static EvaluationException notAVector(Expression expression) {
    return EvaluationException.badData(
        "expression of type %s (expected: instant vector)".formatted(expression.type()));
  }

  private static EvaluationException notAScalar(Expression expression) {
    return EvaluationException.badData(
        "expression of type %s (expected: scalar)".formatted(expression.type()));
  }
}
