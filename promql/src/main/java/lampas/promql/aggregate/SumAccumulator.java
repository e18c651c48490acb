package lampas.promql.aggregate;

import java.util.Arrays;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.function.KahanSum;
import org.jspecify.annotations.Nullable;

/** {@code sum}: what rounding loses is carried along. */
final class SumAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final double[] sums;
  private final double[] lost;
  private final Finding.Sink findings;
  private @Nullable HistogramTotals histograms;

  SumAccumulator(ColumnPool pool, int steps, Finding.Sink findings) {
    this.pool = pool;
    this.findings = findings;
    this.sums = pool.take(steps);
    this.lost = pool.take(steps);
    Arrays.fill(sums, Column.ABSENT);
    Arrays.fill(lost, 0);
  }

  @Override
  public void add(Column column) {
    double[] values = column.values();
    if (column.histograms() != null && histograms == null) {
      histograms = new HistogramTotals(pool, sums.length, findings, HistogramTotal.Sum::new);
    }
    if (histograms != null) {
      histograms.ignoreClosed(values);
      histograms.add(column, sums);
    }
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
    pool.give(column);
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    for (int i = 0; i < sums.length; i++) {
      if (Column.isPresent(sums[i])) {
        sums[i] += lost[i];
      }
    }
    pool.give(lost);
    return histograms == null
        ? new Column(labels, dropsName, sums)
        : histograms.finish(sums, labels, dropsName);
  }
}
