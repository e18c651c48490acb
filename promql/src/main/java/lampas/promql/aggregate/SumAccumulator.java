package lampas.promql.aggregate;

import java.util.Arrays;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.function.KahanSum;

/** {@code sum}: what rounding loses is carried along. */
final class SumAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final double[] sums;
  private final double[] lost;

  SumAccumulator(ColumnPool pool, int steps) {
    this.pool = pool;
    this.sums = pool.take(steps);
    this.lost = pool.take(steps);
    Arrays.fill(sums, Column.ABSENT);
    Arrays.fill(lost, 0);
  }

  @Override
  public void add(Column column) {
    double[] values = column.values();
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (Column.isPresent(value)) {
        double sum = sums[i];
        if (Column.isAbsent(sum)) {
          sums[i] = value;
        } else {
          double next = sum + value;
          lost[i] = KahanSum.compensation(sum, value, next, lost[i]);
          sums[i] = next;
        }
      }
    }
    pool.give(values);
  }

  @Override
  public double[] finish() {
    for (int i = 0; i < sums.length; i++) {
      if (Column.isPresent(sums[i])) {
        sums[i] += lost[i];
      }
    }
    pool.give(lost);
    return sums;
  }
}
