package lampas.promql.aggregate;

import java.util.function.Function;
import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import org.jspecify.annotations.Nullable;

/** The histograms of one group as one for each step; made once a group has any. */
final class HistogramTotals {
  private final ColumnPool pool;
  private final Finding.Sink findings;
  private final Function<NativeHistogram, HistogramTotal> factory;
  private final @Nullable HistogramTotal[] totals;
  private final boolean[] mixed;

  HistogramTotals(
      ColumnPool pool,
      int steps,
      Finding.Sink findings,
      Function<NativeHistogram, HistogramTotal> factory) {
    this.pool = pool;
    this.findings = findings;
    this.factory = factory;
    this.totals = new HistogramTotal[steps];
    this.mixed = new boolean[steps];
  }

  /**
   * Adds the histograms of a column.
   *
   * @param numbers what there is of numbers so far
   */
  void add(Column column, double[] numbers) {
    String metric = column.labels().metricName();
    for (int step = 0; step < totals.length; step++) {
      NativeHistogram histogram = column.histogram(step);
      if (histogram != null && Column.isPresent(numbers[step])) {
        mixed[step] = true;
      } else if (histogram != null) {
        add(step, histogram, metric);
      }
    }
  }

  private void add(int step, NativeHistogram histogram, String metric) {
    HistogramTotal total = totals[step];
    if (total == null) {
      totals[step] = factory.apply(pool.hold(histogram));
    } else {
      total.add(histogram, finding -> findings.accept(finding, metric));
    }
  }

  /** Removes numbers at steps that have no result whatever comes. */
  void ignoreClosed(double[] numbers) {
    for (int step = 0; step < totals.length; step++) {
      HistogramTotal total = totals[step];
      if (total != null && total.isIncompatible()) {
        numbers[step] = Column.ABSENT;
      }
    }
  }

  /** The group's column of these histograms and, at other steps, of numbers. */
  Column finish(double[] numbers, Labels labels, boolean dropsName) {
    @Nullable NativeHistogram[] histograms = pool.takeHistograms(totals.length);
    for (int step = 0; step < totals.length; step++) {
      HistogramTotal total = totals[step];
      if (mixed[step] || (total != null && Column.isPresent(numbers[step]))) {
        findings.accept(Finding.MIXED_SAMPLES, "");
        numbers[step] = Column.ABSENT;
      } else if (total != null && !total.isIncompatible()) {
        histograms[step] = pool.hold(total.finish(finding -> findings.accept(finding, "")));
      }
      if (total != null) {
        pool.release(total.first());
      }
    }
    return new Column(labels, dropsName, numbers, histograms);
  }
}
