package lampas.promql.function;

/** A function over the samples of one series inside a window, such as {@code rate}. */
@FunctionalInterface
public interface WindowFunction {
  /**
   * The function's value.
   *
   * @param window the samples, at least one
   * @return {@link lampas.promql.column.Column#ABSENT} if there is no value
   */
  double apply(Window window);
}
