package lampas.promql.aggregate;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;

/** {@code count} and {@code group}: what needs to know no more than that something is there. */
final class CountAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final double[] results;
  private final DoubleUnaryOperator next;

  CountAccumulator(ColumnPool pool, int steps, DoubleUnaryOperator next) {
    this.pool = pool;
    this.results = pool.take(steps);
    this.next = next;
    Arrays.fill(results, 0);
  }

  @Override
  public void add(Column column) {
    double[] values = column.values();
    for (int i = 0; i < values.length; i++) {
      if (Column.isPresent(values[i])) {
        results[i] = next.applyAsDouble(results[i]);
      }
    }
    if (column.histograms() != null) {
      for (int i = 0; i < values.length; i++) {
        if (column.histogram(i) != null) {
          results[i] = next.applyAsDouble(results[i]);
        }
      }
    }
    pool.give(column);
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    for (int i = 0; i < results.length; i++) {
      results[i] = results[i] == 0 ? Column.ABSENT : results[i];
    }
    return new Column(labels, dropsName, results);
  }
}
