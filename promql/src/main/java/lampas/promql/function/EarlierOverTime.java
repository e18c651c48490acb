package lampas.promql.function;

/**
 * {@code avg_over_time}, {@code stddev_over_time} and {@code stdvar_over_time} of Prometheus 2: the
 * mean is always carried along, and an overflow is not forgotten by the compensation.
 *
 * <p>Source: promql/functions.go of Prometheus 2.42.
 */
final class EarlierOverTime {
  private EarlierOverTime() {}

  static double average(Window window) {
    double mean = 0;
    double lost = 0;
    for (int i = 0; i < window.count(); i++) {
      double value = window.value(i);
      if (Double.isInfinite(mean) && (Double.isFinite(value) || value == mean)) {
        continue;
      }
      double share = value / (i + 1) - mean / (i + 1);
      double next = mean + share;
      lost = compensation(mean, share, next, lost);
      mean = next;
    }
    return Double.isInfinite(mean) ? mean : mean + lost;
  }

  static double variance(Window window) {
    double mean = 0;
    double lostOfMean = 0;
    double squares = 0;
    double lost = 0;
    for (int i = 0; i < window.count(); i++) {
      double value = window.value(i);
      double delta = value - (mean + lostOfMean);
      double share = delta / (i + 1);
      double nextMean = mean + share;
      lostOfMean = compensation(mean, share, nextMean, lostOfMean);
      mean = nextMean;
      double square = delta * (value - (mean + lostOfMean));
      double next = squares + square;
      lost = compensation(squares, square, next, lost);
      squares = next;
    }
    return (squares + lost) / window.count();
  }

  static double deviation(Window window) {
    return Math.sqrt(variance(window));
  }

  private static double compensation(double sum, double value, double next, double lost) {
    return Math.abs(sum) >= Math.abs(value)
        ? lost + ((sum - next) + value)
        : lost + ((value - next) + sum);
  }
}
