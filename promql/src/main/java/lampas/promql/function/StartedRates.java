package lampas.promql.function;

import java.util.Optional;

/** {@code rate}, {@code increase} and {@code irate} of counters whose start times are known. */
final class StartedRates {
  private StartedRates() {}

  static void rate(Window window, WindowResult result) {
    extrapolated(window, result)
        .ifPresent(
            increase -> result.give(increase / Rates.seconds(window.end() - window.start())));
  }

  static void increase(Window window, WindowResult result) {
    extrapolated(window, result).ifPresent(result::give);
  }

  private static Optional<Double> extrapolated(Window window, WindowResult result) {
    int count = window.count();
    double increase = window.lastValue() - window.firstValue();
    noteOverlap(window, result);
    for (int i = 1; i < count; i++) {
      if (isReset(window, i)) {
        increase += window.value(i - 1);
      }
    }
    long start = window.startTime(0);
    if (StartTimes.isInside(start, window, window.firstTime())) {
      increase += window.firstValue();
      return Optional.of(
          increase
              * Rates.factorFromStart(window, start, window.firstTime(), window.lastTime(), count));
    }
    return count < 2
        ? Optional.empty()
        : Optional.of(increase * Rates.counterFactor(window, increase));
  }

  static void instantRate(Window window, WindowResult result) {
    int last = window.count() - 1;
    if (last < 1 || window.time(last) == window.time(last - 1)) {
      return;
    }
    double now = window.value(last);
    double before = window.value(last - 1);
    result.give(
        (isReset(window, last) ? now : now - before)
            / Rates.seconds(window.time(last) - window.time(last - 1)));
  }

  static boolean isReset(Window window, int index) {
    return window.value(index) < window.value(index - 1)
        || StartTimes.isReset(
            window.startTime(index - 1),
            window.time(index - 1),
            window.startTime(index),
            window.time(index));
  }

  private static void noteOverlap(Window window, WindowResult result) {
    for (int i = 1; i < window.count(); i++) {
      if (StartTimes.overlap(window.startTime(i - 1), window.time(i - 1), window.startTime(i))) {
        result.find(WindowFinding.START_TIMES_OVERLAP);
        return;
      }
    }
  }
}
