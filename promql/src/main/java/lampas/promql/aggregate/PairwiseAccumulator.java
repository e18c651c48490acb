package lampas.promql.aggregate;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;

/** What needs no more than the result so far and the next value: min and max. */
final class PairwiseAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final double[] results;
  private final DoubleBinaryOperator next;

  PairwiseAccumulator(ColumnPool pool, int steps, DoubleBinaryOperator next) {
    this.pool = pool;
    this.results = pool.take(steps);
    this.next = next;
    Arrays.fill(results, Column.ABSENT);
  }

  @Override
  public void add(Column column) {
    double[] values = column.values();
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (Column.isPresent(value)) {
        results[i] = Column.isAbsent(results[i]) ? value : next.applyAsDouble(results[i], value);
      }
    }
    pool.give(values);
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    return new Column(labels, dropsName, results);
  }

  /** The smaller one; NaN only if there is nothing else. */
  static double smaller(double result, double value) {
    return result > value || Double.isNaN(result) ? value : result;
  }

  /** The larger one; NaN only if there is nothing else. */
  static double larger(double result, double value) {
    return result < value || Double.isNaN(result) ? value : result;
  }
}
