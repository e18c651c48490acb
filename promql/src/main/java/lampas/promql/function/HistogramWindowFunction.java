package lampas.promql.function;

/** A function over the samples of one series inside a window in which histograms may be. */
@FunctionalInterface
public interface HistogramWindowFunction {
  /**
   * Computes the value.
   *
   * @param window at least one number or histogram
   * @param result takes the value, if there is one, and what is worth saying
   */
  void apply(Window window, WindowResult result);
}
