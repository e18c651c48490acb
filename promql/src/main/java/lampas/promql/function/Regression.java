package lampas.promql.function;

import lampas.promql.column.Column;

/**
 * The straight line of least squares through the samples of a window: {@code deriv} and {@code
 * predict_linear}.
 *
 * @param slope the growth a second
 * @param intercept the line's value at the time that was asked for
 */
record Regression(double slope, double intercept) {
  static double derivative(Window window) {
    return window.count() < 2 ? Column.ABSENT : of(window, window.firstTime()).slope;
  }

  /** The line's value as many seconds after the step's time as argument 0 says. */
  static double prediction(Window window) {
    if (window.count() < 2) {
      return Column.ABSENT;
    }
    Regression line = of(window, window.evaluationTime());
    return line.slope * window.argument(0) + line.intercept;
  }

  private static Regression of(Window window, long originTime) {
    if (isConstant(window)) {
      return Double.isInfinite(window.firstValue())
          ? new Regression(Double.NaN, Double.NaN)
          : new Regression(0, window.firstValue());
    }
    KahanSum sumX = new KahanSum();
    KahanSum sumY = new KahanSum();
    KahanSum sumXY = new KahanSum();
    KahanSum sumXX = new KahanSum();
    for (int i = 0; i < window.count(); i++) {
      double x = (window.time(i) - originTime) / 1000.0;
      double y = window.value(i);
      sumX.add(x);
      sumY.add(y);
      sumXY.add(x * y);
      sumXX.add(x * x);
    }
    double n = window.count();
    double covariance = sumXY.total() - sumX.total() * sumY.total() / n;
    double variance = sumXX.total() - sumX.total() * sumX.total() / n;
    double slope = covariance / variance;
    return new Regression(slope, sumY.total() / n - slope * sumX.total() / n);
  }

  private static boolean isConstant(Window window) {
    for (int i = 1; i < window.count(); i++) {
      if (window.value(i) != window.firstValue()) {
        return false;
      }
    }
    return true;
  }
}
