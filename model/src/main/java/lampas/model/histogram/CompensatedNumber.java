package lampas.model.histogram;

/** A number that others are added to, with what rounding lost. Not thread-safe. */
final class CompensatedNumber {
  private double total;
  private double lost;

  CompensatedNumber(double start) {
    this.total = start;
  }

  void add(double value) {
    double sum = total + value;
    lost = Double.isInfinite(sum) ? 0 : lost + Compensation.of(total, value, sum);
    total = sum;
  }

  void scale(double factor) {
    total *= factor;
    lost *= factor;
  }

  void divide(double divisor) {
    total /= divisor;
    lost /= divisor;
  }

  boolean isInfinite() {
    return Double.isInfinite(total);
  }

  double value() {
    return total + lost;
  }
}
