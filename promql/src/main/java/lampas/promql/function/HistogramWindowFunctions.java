package lampas.promql.function;

import static java.util.Map.entry;

import java.util.Map;
import lampas.promql.column.Column;

/** The functions over range vectors, for series that have native histograms. */
public final class HistogramWindowFunctions {
  private static final Map<String, HistogramWindowFunction> BY_NAME =
      Map.ofEntries(
          entry("rate", HistogramRates::rate),
          entry("increase", HistogramRates::increase),
          entry("delta", HistogramRates::delta),
          entry("irate", HistogramInstantRates::instantRate),
          entry("idelta", HistogramInstantRates::instantDelta),
          entry("sum_over_time", HistogramOverTime::sum),
          entry("avg_over_time", HistogramOverTime::average),
          entry("first_over_time", HistogramOverTime::first),
          entry("last_over_time", HistogramOverTime::last),
          entry("count_over_time", HistogramOverTime::count),
          entry("present_over_time", (window, result) -> result.give(1)),
          entry("ts_of_first_over_time", HistogramOverTime::timeOfFirst),
          entry("ts_of_last_over_time", HistogramOverTime::timeOfLast),
          entry("changes", SampleRuns::changes),
          entry("resets", SampleRuns::resets));

  private HistogramWindowFunctions() {}

  /**
   * The function of a name.
   *
   * @param ofNumbers what it does with numbers; functions that know nothing of histograms do just
   *     that and leave histograms out
   */
  public static HistogramWindowFunction find(String name, WindowFunction ofNumbers) {
    HistogramWindowFunction function = BY_NAME.get(name);
    return function != null ? function : numbersOnly(ofNumbers);
  }

  static HistogramWindowFunction numbersOnly(WindowFunction function) {
    return (window, result) -> {
      if (window.count() > 0) {
        double value = function.apply(window);
        if (Column.isPresent(value)) {
          result.give(value);
        }
        if (!window.histograms().isEmpty()) {
          result.find(WindowFinding.HISTOGRAMS_IGNORED);
        }
      }
    };
  }

  /** The same for functions of numbers that say what they find out. */
  static void either(
      Window window,
      WindowResult result,
      HistogramWindowFunction ofNumbers,
      HistogramWindowFunction ofHistograms) {
    if (window.histograms().isEmpty()) {
      ofNumbers.apply(window, result);
    } else if (window.count() > 0) {
      result.find(WindowFinding.MIXED_SAMPLES);
    } else {
      ofHistograms.apply(window, result);
    }
  }

  /** Hands windows of one kind of samples to what is for that kind; mixed ones have no value. */
  static void either(
      Window window,
      WindowResult result,
      WindowFunction ofNumbers,
      HistogramWindowFunction ofHistograms) {
    if (window.histograms().isEmpty()) {
      double value = ofNumbers.apply(window);
      if (Column.isPresent(value)) {
        result.give(value);
      }
    } else if (window.count() > 0) {
      result.find(WindowFinding.MIXED_SAMPLES);
    } else {
      ofHistograms.apply(window, result);
    }
  }
}
