package lampas.promql.aggregate;

import lampas.model.histogram.NativeHistogram;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;

/** Leaves out histograms before another accumulator takes the numbers. */
final class NumbersAccumulator implements Accumulator {
  private final Accumulator accumulator;
  private final ColumnPool pool;
  private final Finding.Sink findings;

  NumbersAccumulator(Accumulator accumulator, ColumnPool pool, Finding.Sink findings) {
    this.accumulator = accumulator;
    this.pool = pool;
    this.findings = findings;
  }

  @Override
  public void add(Column column) {
    accumulator.add(numbers(column, pool, findings));
  }

  @Override
  public Column finish(Labels labels, boolean dropsName) {
    return accumulator.finish(labels, dropsName);
  }

  /** The column without its histograms, of which there is something to say if there are any. */
  static Column numbers(Column column, ColumnPool pool, Finding.Sink findings) {
    if (column.histograms() == null) {
      return column;
    }
    for (NativeHistogram histogram : column.histograms()) {
      if (histogram != null) {
        findings.accept(Finding.HISTOGRAM_IGNORED, column.labels().metricName());
        break;
      }
    }
    return column.withoutHistograms(pool);
  }
}
