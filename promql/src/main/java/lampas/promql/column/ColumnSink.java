package lampas.promql.column;

/** Where an operator puts its result, one series at a time. */
@FunctionalInterface
public interface ColumnSink {
  /** Takes a column and the right to change it. */
  void accept(Column column);
}
