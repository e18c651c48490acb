package lampas.promql.aggregate;

import java.util.Arrays;
import lampas.model.label.Labels;
import lampas.promql.Dialect;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;

/** The mean square distance from the mean, by Welford's method. */
final class VarianceAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final boolean firstMayBeInfinite;
  private final double[] counts;
  private final double[] means;
  private final double[] squares;

  VarianceAccumulator(ColumnPool pool, int steps, Dialect dialect) {
    this.firstMayBeInfinite = dialect == Dialect.PROMETHEUS_2;
    this.pool = pool;
    this.counts = pool.take(steps);
    this.means = pool.take(steps);
    this.squares = pool.take(steps);
    Arrays.fill(counts, 0);
    Arrays.fill(means, 0);
    Arrays.fill(squares, 0);
  }

  @Override
  public void add(Column column) {
    double[] values = column.values();
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (Column.isPresent(value)) {
        if (!Double.isFinite(value)) {
          /* Of one value alone the variance of Prometheus 2 is 0, whatever it is. */
          if (firstMayBeInfinite && counts[i] == 0) {
            counts[i] = 1;
            means[i] = value;
            continue;
          }
          squares[i] = Double.NaN;
        }
        double delta = value - means[i];
        means[i] += delta / ++counts[i];
        squares[i] += delta * (value - means[i]);
      }
    }
    pool.give(values);
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    for (int i = 0; i < squares.length; i++) {
      squares[i] = counts[i] == 0 ? Column.ABSENT : squares[i] / counts[i];
    }
    pool.give(counts);
    pool.give(means);
    return new Column(labels, dropsName, squares);
  }
}
