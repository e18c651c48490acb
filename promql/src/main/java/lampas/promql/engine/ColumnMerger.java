package lampas.promql.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;
import lampas.promql.column.ColumnSink;

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
      if (column.dropsName() && !same.dropsName()) {
        columns.put(same.labels(), same.withLabels(same.labels(), true));
      }
    }
  }

  /** Hands on all columns in the order in which they came first. */
  void flush(ColumnSink out) {
    columns.values().forEach(out::accept);
  }
}
