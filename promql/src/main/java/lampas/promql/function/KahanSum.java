package lampas.promql.function;

/**
 * A sum that keeps what rounding loses: Kahan's summation with Neumaier's improvement.
 *
 * <p>Not thread-safe. An infinite sum forgets its compensation.
 */
public final class KahanSum {
  private double sum;
  private double compensation;

  public KahanSum() {}

  /** A sum that begins at a value. */
  public KahanSum(double sum) {
    this.sum = sum;
  }

  public void add(double value) {
    double next = sum + value;
    compensation = compensation(sum, value, next, compensation);
    sum = next;
  }

  /** What is lost so far, after {@code sum + value = next}. */
  public static double compensation(double sum, double value, double next, double lost) {
    if (Double.isInfinite(next)) {
      return 0;
    }
    return Math.abs(sum) >= Math.abs(value)
        ? lost + ((sum - next) + value)
        : lost + ((value - next) + sum);
  }

  /** The rounded sum, without what was lost. */
  public double rounded() {
    return sum;
  }

  /** What rounding lost. */
  public double lost() {
    return compensation;
  }

  /** The sum and what was lost. */
  public double total() {
    return sum + compensation;
  }

  /** Multiplies the sum and what was lost. */
  void scale(double factor) {
    sum *= factor;
    compensation *= factor;
  }

  void divide(double divisor) {
    sum /= divisor;
    compensation /= divisor;
  }
}
