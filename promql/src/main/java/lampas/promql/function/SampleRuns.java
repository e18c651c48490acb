package lampas.promql.function;

import java.util.Optional;
import lampas.model.histogram.NativeHistogram;

/** Walks over numbers and histograms of a window in the order of their times. */
final class SampleRuns {
  private SampleRuns() {}

  /** A number or, if there is one, a histogram. */
  private record Sample(double number, Optional<NativeHistogram> histogram) {}

  @FunctionalInterface
  private interface Step {
    boolean counts(Sample before, Sample now);
  }

  static void changes(Window window, WindowResult result) {
    result.give(count(window, SampleRuns::isChange));
  }

  static void resets(Window window, WindowResult result) {
    result.give(count(window, SampleRuns::isReset));
  }

  private static boolean isChange(Sample before, Sample now) {
    if (before.histogram.isPresent() && now.histogram.isPresent()) {
      return !now.histogram.get().isSame(before.histogram.get());
    }
    return before.histogram.isPresent() != now.histogram.isPresent()
        || (now.number != before.number
            && !(Double.isNaN(now.number) && Double.isNaN(before.number)));
  }

  private static boolean isReset(Sample before, Sample now) {
    if (before.histogram.isPresent() && now.histogram.isPresent()) {
      return now.histogram.get().isResetSince(before.histogram.get());
    }
    return before.histogram.isPresent() != now.histogram.isPresent() || now.number < before.number;
  }

  private static int count(Window window, Step step) {
    HistogramWindow histograms = window.histograms();
    int numbers = window.count();
    int all = numbers + histograms.count();
    int nextNumber = 0;
    int nextHistogram = 0;
    int count = 0;
    Optional<Sample> before = Optional.empty();
    for (int i = 0; i < all; i++) {
      boolean isNumber =
          nextHistogram == histograms.count()
              || (nextNumber < numbers && window.time(nextNumber) < histograms.time(nextHistogram));
      Sample now =
          isNumber
              ? new Sample(window.value(nextNumber++), Optional.empty())
              : new Sample(0, Optional.of(histograms.histogram(nextHistogram++)));
      if (before.isPresent() && step.counts(before.get(), now)) {
        count++;
      }
      before = Optional.of(now);
    }
    return count;
  }
}
