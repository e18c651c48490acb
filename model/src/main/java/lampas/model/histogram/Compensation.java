package lampas.model.histogram;

/** What the addition of two numbers loses, after Kahan and Neumaier. */
final class Compensation {
  private Compensation() {}

  /** The part of the exact sum that the rounded sum lacks; 0 if the sum is infinite. */
  static double of(double total, double value, double sum) {
    if (Double.isInfinite(sum)) {
      return 0;
    }
    return Math.abs(total) >= Math.abs(value) ? (total - sum) + value : (value - sum) + total;
  }
}
