package lampas.promql.function;

import lampas.promql.column.Column;

/**
 * {@code rate} and {@code increase} of Prometheus 2: where a counter would have been zero is looked
 * at before, not after, it is decided whether its samples reach the window's edge.
 *
 * <p>Source: {@code extrapolatedRate} in promql/functions.go of Prometheus 2.42.
 */
final class EarlierRates {
  private static final double EDGE_TOLERANCE = 1.1;

  private EarlierRates() {}

  static double rate(Window window) {
    if (window.count() < 2) {
      return Column.ABSENT;
    }
    double increase = window.addLostByResets(window.lastValue() - window.firstValue());
    return increase * (factor(window, increase) / seconds(window.end() - window.start()));
  }

  static double increase(Window window) {
    if (window.count() < 2) {
      return Column.ABSENT;
    }
    double increase = window.addLostByResets(window.lastValue() - window.firstValue());
    return increase * factor(window, increase);
  }

  private static double factor(Window window, double increase) {
    double sampled = seconds(window.lastTime() - window.firstTime());
    double between = sampled / (window.count() - 1);
    double threshold = between * EDGE_TOLERANCE;
    double toStart = seconds(window.firstTime() - window.start());
    double toEnd = seconds(window.end() - window.lastTime());
    if (increase > 0 && window.firstValue() >= 0) {
      double toZero = sampled * (window.firstValue() / increase);
      toStart = toZero < toStart ? toZero : toStart;
    }
    double extrapolated = sampled + (toStart < threshold ? toStart : between / 2);
    return (extrapolated + (toEnd < threshold ? toEnd : between / 2)) / sampled;
  }

  private static double seconds(long millis) {
    return millis / 1000.0;
  }
}
