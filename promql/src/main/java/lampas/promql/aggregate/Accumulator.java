package lampas.promql.aggregate;

import lampas.model.label.Labels;
import lampas.promql.column.Column;
import lampas.promql.column.ColumnPool;

/** Makes the columns of one group into one column, taking them one after the other. */
public interface Accumulator {
  /** Takes a column into account; the accumulator owns it from now on. */
  void add(Column column);

  /** The group's column; only once, after the last column. */
  Column finish(Labels labels, boolean dropsName);

  /** Makes the accumulators of one aggregation. */
  @FunctionalInterface
  interface Factory {
    /** A new accumulator for a group and its first column's length. */
    Accumulator create(ColumnPool pool, int steps, Finding.Sink findings);
  }
}
