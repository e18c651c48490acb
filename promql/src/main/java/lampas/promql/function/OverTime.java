package lampas.promql.function;

import lampas.promql.column.Column;

/**
 * What the samples of a window come to: {@code avg_over_time} and the other {@code _over_time}
 * functions.
 */
final class OverTime {
  private OverTime() {}

  static double sum(Window window) {
    KahanSum sum = new KahanSum();
    for (int i = 0; i < window.count(); i++) {
      sum.add(window.value(i));
    }
    return Double.isInfinite(sum.rounded()) ? sum.rounded() : sum.total();
  }

  /* The sum divided by the count, which is the most exact, until the sum would overflow; from there
  on the mean is carried along sample by sample. Source: funcAvgOverTime of Prometheus. */
  static double average(Window window) {
    KahanSum sum = new KahanSum(window.firstValue());
    for (int i = 1; i < window.count(); i++) {
      if (Double.isInfinite(sum.rounded() + window.value(i))) {
        return incrementalAverage(window, sum, i);
      }
      sum.add(window.value(i));
    }
    return sum.rounded() / window.count() + sum.lost() / window.count();
  }

  private static double incrementalAverage(Window window, KahanSum sum, int done) {
    sum.divide(done);
    for (int i = done; i < window.count(); i++) {
      double count = i + 1;
      sum.scale((count - 1) / count);
      sum.add(window.value(i) / count);
    }
    return sum.total();
  }

  static double minimum(Window window) {
    double minimum = window.firstValue();
    for (int i = 1; i < window.count(); i++) {
      double value = window.value(i);
      if (value < minimum || Double.isNaN(minimum)) {
        minimum = value;
      }
    }
    return minimum;
  }

  static double maximum(Window window) {
    double maximum = window.firstValue();
    for (int i = 1; i < window.count(); i++) {
      double value = window.value(i);
      if (value > maximum || Double.isNaN(maximum)) {
        maximum = value;
      }
    }
    return maximum;
  }

  /** The time in seconds of the last of the largest samples. */
  static double timeOfMaximum(Window window) {
    int best = 0;
    for (int i = 1; i < window.count(); i++) {
      if (window.value(i) >= window.value(best) || Double.isNaN(window.value(best))) {
        best = i;
      }
    }
    return window.time(best) / 1000.0;
  }

  /** The time in seconds of the last of the smallest samples. */
  static double timeOfMinimum(Window window) {
    int best = 0;
    for (int i = 1; i < window.count(); i++) {
      if (window.value(i) <= window.value(best) || Double.isNaN(window.value(best))) {
        best = i;
      }
    }
    return window.time(best) / 1000.0;
  }

  /** The mean square distance from the mean, by Welford's method. */
  static double variance(Window window) {
    KahanSum mean = new KahanSum();
    KahanSum squares = new KahanSum();
    for (int i = 0; i < window.count(); i++) {
      double delta = window.value(i) - mean.total();
      mean.add(delta / (i + 1));
      squares.add(delta * (window.value(i) - mean.total()));
    }
    return squares.total() / window.count();
  }

  /** The median distance from the median. */
  static double medianAbsoluteDeviation(Window window) {
    double[] values = window.valuesCopy();
    for (double value : values) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
    }
    double median = Quantiles.quantile(0.5, values, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i] - median);
    }
    return Quantiles.quantile(0.5, values, values.length);
  }

  static double changes(Window window) {
    int changes = 0;
    for (int i = 1; i < window.count(); i++) {
      double before = window.value(i - 1);
      double now = window.value(i);
      if (now != before && !(Double.isNaN(now) && Double.isNaN(before))) {
        changes++;
      }
    }
    return changes;
  }

  static double resets(Window window) {
    int resets = 0;
    for (int i = 1; i < window.count(); i++) {
      if (window.value(i) < window.value(i - 1)) {
        resets++;
      }
    }
    return resets;
  }

  /** Holt's smoothing of level (argument 0) and trend (argument 1). */
  static double doubleExponentialSmoothing(Window window) {
    double smoothing = window.argument(0);
    double trendFactor = window.argument(1);
    if (window.count() < 2) {
      return Column.ABSENT;
    }
    double before = 0;
    double level = window.value(0);
    double trend = window.value(1) - window.value(0);
    for (int i = 1; i < window.count(); i++) {
      if (i > 1) {
        trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
      }
      before = level;
      level = smoothing * window.value(i) + (1 - smoothing) * (level + trend);
    }
    return level;
  }
}
