package lampas.promql.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.histogram.NativeHistogram;

/** Walks over numbers and histograms of a window in the order of their times. */
final class SampleRuns {
  private SampleRuns() {}

  /** A number or, if there is one, a histogram. */
  private record Sample(
      long time, long start, double number, Optional<NativeHistogram> histogram) {}

  @FunctionalInterface
  private interface Step {
    boolean counts(Sample before, Sample now);
  }

  static void changes(Window window, WindowResult result) {
    count(window, SampleRuns::isChange, result);
  }

  static void resets(Window window, WindowResult result) {
    count(window, SampleRuns::isReset, result);
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
    if (before.histogram.isPresent() != now.histogram.isPresent()) {
      return true;
    }
    return StartTimes.isReset(before.start, before.time, now.start, now.time)
        || (before.histogram.isPresent()
            ? now.histogram.get().isResetSince(before.histogram.get())
            : now.number < before.number);
  }

  private static void count(Window window, Step step, WindowResult result) {
    List<Sample> samples = inOrder(window);
    if (window.edges() == Window.Edges.ANCHORED) {
      if (samples.getLast().time <= window.start()) {
        return;
      }
      while (samples.size() > 1 && samples.get(1).time <= window.start()) {
        samples.removeFirst();
      }
    }
    int count = 0;
    for (int i = 1; i < samples.size(); i++) {
      count += step.counts(samples.get(i - 1), samples.get(i)) ? 1 : 0;
    }
    result.give(count);
  }

  private static List<Sample> inOrder(Window window) {
    HistogramWindow histograms = window.histograms();
    List<Sample> samples = new ArrayList<>();
    int number = 0;
    int histogram = 0;
    while (number < window.count() || histogram < histograms.count()) {
      if (histogram == histograms.count()
          || (number < window.count() && window.time(number) < histograms.time(histogram))) {
        samples.add(
            new Sample(
                window.time(number),
                window.startTime(number),
                window.value(number),
                Optional.empty()));
        number++;
      } else {
        samples.add(
            new Sample(
                histograms.time(histogram),
                window.histogramStartTime(histogram),
                0,
                Optional.of(histograms.histogram(histogram))));
        histogram++;
      }
    }
    return samples;
  }
}
