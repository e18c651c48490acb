package lampas.promql.column;

/** Where operators take the arrays of columns from and give them back to. */
public interface ColumnPool {
  /** An array whose content is not defined; counts against the query's limit until it is given. */
  double[] take(int length);

  /** Takes back an array that nobody uses any more. */
  void give(double[] values);
}
