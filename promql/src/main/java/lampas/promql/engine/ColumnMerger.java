package lampas.promql.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.column.ColumnSink;
import lampas.promql.column.ColumnWriter;

/**
 * Collects columns whose labels were changed: those that have become the same series are put
 * together, if they never have a value at the same step.
 */
final class ColumnMerger implements ColumnSink {
  private final ColumnPool pool;
  private final Map<Labels, Column> columns = new LinkedHashMap<>();

  ColumnMerger(ColumnPool pool) {
    this.pool = pool;
  }

  @Override
  public void accept(Column column) {
    Column same = columns.putIfAbsent(column.labels(), column);
    if (same != null) {
      boolean floats = same.histograms() == null && column.histograms() == null;
      Column merged = floats ? mergedFloats(same, column) : merged(same, column);
      columns.put(
          same.labels(), merged.withLabels(same.labels(), same.dropsName() || column.dropsName()));
    }
  }

  private Column mergedFloats(Column same, Column column) {
    double[] values = same.values();
    double[] more = column.values();
    for (int i = 0; i < values.length; i++) {
      if (Column.isPresent(more[i])) {
        if (Column.isPresent(values[i])) {
          throw EvaluationException.sameLabels();
        }
        values[i] = more[i];
      }
    }
    pool.give(more);
    return same;
  }

  private Column merged(Column same, Column column) {
    int steps = same.values().length;
    ColumnWriter writer = new ColumnWriter(pool, steps);
    for (int i = 0; i < steps; i++) {
      if (same.isPresent(i) && column.isPresent(i)) {
        throw EvaluationException.sameLabels();
      }
      writer.copy(i, same.isPresent(i) ? same : column);
    }
    pool.give(same);
    pool.give(column);
    return writer.column(same.labels(), same.dropsName());
  }

  /** Hands on all columns in the order in which they came first. */
  void flush(ColumnSink out) {
    columns.values().forEach(out::accept);
  }
}
