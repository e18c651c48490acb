package lampas.promql.aggregate;

import java.util.Arrays;
import java.util.BitSet;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.function.KahanSum;
import org.jspecify.annotations.Nullable;

/**
 * {@code avg}: the sum divided by the count, or, at the steps where the sum would overflow, a mean
 * that is carried along.
 */
final class AverageAccumulator implements Accumulator {
  private final ColumnPool pool;
  private final double[] sums;
  private final double[] lost;
  private final double[] counts;
  private final BitSet incremental = new BitSet();
  private final Finding.Sink findings;
  private @Nullable HistogramTotals histograms;

  AverageAccumulator(ColumnPool pool, int steps, Finding.Sink findings) {
    this.pool = pool;
    this.findings = findings;
    this.sums = pool.take(steps);
    this.lost = pool.take(steps);
    this.counts = pool.take(steps);
    Arrays.fill(sums, Column.ABSENT);
    Arrays.fill(lost, 0);
    Arrays.fill(counts, 0);
  }

  @Override
  public void add(Column column) {
    double[] values = column.values();
    if (column.histograms() != null && histograms == null) {
      histograms = new HistogramTotals(pool, sums.length, findings, HistogramTotal.Mean::new);
    }
    if (histograms != null) {
      histograms.ignoreClosed(values);
      histograms.add(column, sums);
    }
    for (int i = 0; i < values.length; i++) {
      if (Column.isPresent(values[i])) {
        add(i, values[i]);
      }
    }
    pool.give(column);
  }

  private void add(int i, double value) {
    double count = ++counts[i];
    if (count == 1) {
      sums[i] = value;
      return;
    }
    if (!incremental.get(i)) {
      double next = sums[i] + value;
      if (!Double.isInfinite(next)) {
        lost[i] = KahanSum.compensation(sums[i], value, next, lost[i]);
        sums[i] = next;
        return;
      }
      incremental.set(i);
      sums[i] /= count - 1;
      lost[i] /= count - 1;
    }
    double share = (count - 1) / count;
    double mean = share * sums[i];
    double part = value / count;
    double next = mean + part;
    lost[i] = KahanSum.compensation(mean, part, next, share * lost[i]);
    sums[i] = next;
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    for (int i = 0; i < sums.length; i++) {
      if (counts[i] == 0) {
        continue;
      }
      if (incremental.get(i)) {
        sums[i] += lost[i];
      } else {
        sums[i] = sums[i] / counts[i] + lost[i] / counts[i];
      }
    }
    pool.give(lost);
    pool.give(counts);
    return histograms == null
        ? new Column(labels, dropsName, sums)
        : histograms.finish(sums, labels, dropsName);
  }
}
