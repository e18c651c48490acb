package lampas.promql.aggregate;

import java.util.ArrayList;
import java.util.List;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.function.Quantiles;

/** {@code quantile}: needs all columns of the group together. */
final class QuantileAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final double[] quantiles;
  private final List<double[]> columns = new ArrayList<>();

  QuantileAccumulator(ColumnPool pool, double[] quantiles) {
    this.pool = pool;
    this.quantiles = quantiles;
  }

  @Override
  public void add(Column column) {
    columns.add(column.values());
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    double[] results = pool.take(quantiles.length);
    double[] present = new double[columns.size()];
    for (int i = 0; i < results.length; i++) {
      int count = 0;
      for (double[] values : columns) {
        if (Column.isPresent(values[i])) {
          present[count++] = values[i];
        }
      }
      results[i] = count == 0 ? Column.ABSENT : Quantiles.quantile(quantiles[i], present, count);
    }
    columns.forEach(pool::give);
    return new Column(labels, dropsName, results);
  }
}
