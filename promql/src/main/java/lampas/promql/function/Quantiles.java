package lampas.promql.function;

import java.util.Arrays;

/** Quantiles of plain numbers. */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The quantile of the first numbers of an array, which is put in order; NaN counts as smaller
   * than any number, and between two numbers the quantile lies on the straight line.
   *
   * @param quantile 0 to 1; less gives negative infinity, more positive infinity
   */
  public static double quantile(double quantile, double[] numbers, int count) {
    if (count == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    sortNanFirst(numbers, count);
    double rank = quantile * (count - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(count - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return numbers[lower] * (1 - weight) + numbers[upper] * weight;
  }

  private static void sortNanFirst(double[] numbers, int count) {
    int nans = 0;
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(numbers[i])) {
        numbers[i] = numbers[nans];
        numbers[nans++] = Double.NaN;
      }
    }
    Arrays.sort(numbers, nans, count);
  }
}
