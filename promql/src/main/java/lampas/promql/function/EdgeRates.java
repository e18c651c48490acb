package lampas.promql.function;

import java.util.Optional;
import lampas.model.series.SampleColumns;
import lampas.promql.function.HistogramInterpolation.Growth;

/**
 * {@code rate}, {@code increase} and {@code delta} of numbers over anchored and smoothed windows:
 * the difference between the values at the window's edges, without extrapolation.
 *
 * <p>Source: {@code extendedRate} in promql/functions.go of Prometheus.
 */
final class EdgeRates {
  private EdgeRates() {}

  static void rate(Window window, WindowResult result) {
    increaseOf(window)
        .ifPresent(
            increase -> result.give(increase / Rates.seconds(window.end() - window.start())));
  }

  static void increase(Window window, WindowResult result) {
    increaseOf(window).ifPresent(result::give);
  }

  static void delta(Window window, WindowResult result) {
    EdgeSamples edges = EdgeSamples.of(window, window.count(), window::time);
    if (!edges.areOutside(window, window::time)) {
      result.give(atEnd(window, edges, Growth.GAUGE) - atStart(window, edges, Growth.GAUGE));
    }
  }

  private static Optional<Double> increaseOf(Window window) {
    EdgeSamples edges = EdgeSamples.of(window, window.count(), window::time);
    if (edges.areOutside(window, window::time)) {
      return Optional.empty();
    }
    double left = atStart(window, edges, Growth.COUNTER);
    double right = atEnd(window, edges, Growth.COUNTER);
    int first = edges.first() + (window.time(edges.first()) <= window.start() ? 1 : 0);
    int last = edges.last() - (window.time(edges.last()) >= window.end() ? 1 : 0);
    double increase = right - left;
    double before = left;
    for (int i = first; i <= last; i++) {
      if (window.value(i) < before) {
        increase += before;
      }
      before = window.value(i);
    }
    return Optional.of(right < before ? increase + before : increase);
  }

  static SampleColumns withEdges(Window window) {
    SampleColumns samples = new SampleColumns(window.count() + 2);
    if (window.isEmpty()) {
      return samples;
    }
    EdgeSamples edges = EdgeSamples.of(window, window.count(), window::time);
    if (window.time(edges.last()) <= window.start()) {
      return samples;
    }
    samples.add(window.start(), atStart(window, edges, Growth.GAUGE));
    for (int i = edges.first(); i <= edges.last(); i++) {
      if (window.time(i) > window.start() && window.time(i) < window.end()) {
        samples.add(window.time(i), window.value(i));
      }
    }
    samples.add(window.end(), atEnd(window, edges, Growth.GAUGE));
    return samples;
  }

  static double atStart(Window window, EdgeSamples edges, Growth growth) {
    int first = edges.first();
    return window.edges() == Window.Edges.SMOOTHED && window.time(first) < window.start()
        ? between(window, first, window.start(), growth)
        : window.value(first);
  }

  static double atEnd(Window window, EdgeSamples edges, Growth growth) {
    int last = edges.last();
    return window.edges() == Window.Edges.SMOOTHED && last > 0 && window.time(last) > window.end()
        ? between(window, last - 1, window.end(), growth)
        : window.value(last);
  }

  /* A counter that was reset is taken to have grown from zero. */
  private static double between(Window window, int index, long time, Growth growth) {
    double before = window.value(index);
    double after = window.value(index + 1);
    double from = growth == Growth.COUNTER && after < before ? 0 : before;
    return from
        + (after - from)
            * (time - window.time(index))
            / (window.time(index + 1) - window.time(index));
  }
}
