package lampas.promql.aggregate;

import java.util.Arrays;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;

/** The mean square distance from the mean, by Welford's method. */
final class VarianceAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final double[] counts;
  private final double[] means;
  private final double[] squares;

  VarianceAccumulator(ColumnPool pool, int steps) {
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
  public double[] finish() {
    for (int i = 0; i < squares.length; i++) {
      squares[i] = counts[i] == 0 ? Column.ABSENT : squares[i] / counts[i];
    }
    pool.give(counts);
    pool.give(means);
    return squares;
  }
}
