package lampas.promql.aggregate;

import lampas.model.label.Labels;
import lampas.promql.Dialect;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;

/** The square root of the variance. */
final class DeviationAccumulator implements Accumulator {
  private final VarianceAccumulator variance;

  DeviationAccumulator(ColumnPool pool, int steps, Dialect dialect) {
    this.variance = new VarianceAccumulator(pool, steps, dialect);
  }

  @Override
  public void add(Column column) {
    variance.add(column);
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    Column column = variance.finish(labels, dropsName);
    double[] values = column.values();
    for (int i = 0; i < values.length; i++) {
      if (Column.isPresent(values[i])) {
        values[i] = Math.sqrt(values[i]);
      }
    }
    return column;
  }
}
