package lampas.promql.function;

import lampas.promql.column.Column;

/**
 * How fast a series grows: {@code rate}, {@code increase}, {@code delta} and their instant kin.
 *
 * <p>Source: {@code extrapolatedRate} and {@code instantValue} in promql/functions.go of
 * Prometheus.
 */
final class Rates {
  /* Samples this much further apart than the average, or less, count as reaching the edge. */
  private static final double EDGE_TOLERANCE = 1.1;

  private Rates() {}

  static double rate(Window window) {
    if (window.count() < 2) {
      return Column.ABSENT;
    }
    double increase = window.addLostByResets(window.lastValue() - window.firstValue());
    return increase * (counterFactor(window, increase) / seconds(window.end() - window.start()));
  }

  static double increase(Window window) {
    if (window.count() < 2) {
      return Column.ABSENT;
    }
    double increase = window.addLostByResets(window.lastValue() - window.firstValue());
    return increase * counterFactor(window, increase);
  }

  static double delta(Window window) {
    if (window.count() < 2) {
      return Column.ABSENT;
    }
    double delta = window.lastValue() - window.firstValue();
    return delta * factor(window, Double.POSITIVE_INFINITY);
  }

  /** The change between the last two samples, a second; a drop is a reset to zero. */
  static double instantRate(Window window) {
    int last = window.count() - 1;
    if (last < 1 || window.time(last) == window.time(last - 1)) {
      return Column.ABSENT;
    }
    double now = window.value(last);
    double before = window.value(last - 1);
    return (now < before ? now : now - before) / seconds(window.time(last) - window.time(last - 1));
  }

  /** The change between the last two samples. */
  static double instantDelta(Window window) {
    int last = window.count() - 1;
    if (last < 1 || window.time(last) == window.time(last - 1)) {
      return Column.ABSENT;
    }
    return window.value(last) - window.value(last - 1);
  }

  /* A counter is not extrapolated to before the moment at which it would have been zero. */
  static double counterFactor(Window window, double increase) {
    double toZero = Double.POSITIVE_INFINITY;
    if (increase > 0 && window.firstValue() >= 0) {
      toZero = sampled(window) * (window.firstValue() / increase);
    }
    return factor(window, toZero);
  }

  /* The extrapolated span of time as a multiple of the sampled one. */
  private static double factor(Window window, double maximumToStart) {
    return factor(window, window.firstTime(), window.lastTime(), window.count(), maximumToStart);
  }

  private static double factor(
      Window window, long firstTime, long lastTime, int count, double maximumToStart) {
    double sampled = seconds(lastTime - firstTime);
    if (sampled == 0) {
      return 1;
    }
    double between = sampled / (count - 1);
    double threshold = between * EDGE_TOLERANCE;
    double toStart = seconds(firstTime - window.start());
    double toEnd = seconds(window.end() - lastTime);
    if (toStart >= threshold) {
      toStart = between / 2;
    }
    if (maximumToStart < toStart) {
      toStart = maximumToStart;
    }
    if (toEnd >= threshold) {
      toEnd = between / 2;
    }
    return (sampled + toStart + toEnd) / sampled;
  }

  /* With the start of the counter inside of the window, nothing is extrapolated to the left. */
  static double factorFromStart(
      Window window, long start, long firstTime, long lastTime, int count) {
    double between = count > 1 ? seconds(lastTime - firstTime) / (count - 1) : 0;
    double toEnd = seconds(window.end() - lastTime);
    if (toEnd >= between * EDGE_TOLERANCE) {
      toEnd = between / 2;
    }
    double sampled = seconds(lastTime - start);
    return (sampled + toEnd) / sampled;
  }

  /** As for numbers: the count tells when the counter was zero. */
  static double counterFactor(Window window, HistogramWindow histograms, double increase) {
    double toZero = Double.POSITIVE_INFINITY;
    double first = histograms.first().count();
    if (increase > 0 && first >= 0) {
      toZero = seconds(histograms.lastTime() - histograms.firstTime()) * (first / increase);
    }
    return factor(window, histograms, toZero);
  }

  static double factor(Window window, HistogramWindow histograms, double maximumToStart) {
    return factor(
        window, histograms.firstTime(), histograms.lastTime(), histograms.count(), maximumToStart);
  }

  private static double sampled(Window window) {
    return seconds(window.lastTime() - window.firstTime());
  }

  static double seconds(long millis) {
    return millis / 1000.0;
  }
}
