package lampas.promql.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the table of what functions may be applied to, beside the types of their arguments.
 *
 * @param takes what the values of the vector must be
 * @param gives what the values of the result are
 */
record FunctionRule(Takes takes, Gives gives) {
  /** What the values of an argument must be. */
  enum Takes {
    ANYTHING("anything"),
    NUMBERS("numbers, such as a quantile of them"),
    COUNTERS("counters"),
    GAUGES("values that go up and down"),
    ANY_HISTOGRAMS("buckets of classic histograms, or native histograms"),
    NATIVE_HISTOGRAMS("native histograms");

    private final String text;

    Takes(String text) {
      this.text = text;
    }

    boolean allows(Values values) {
      return switch (this) {
        case ANYTHING -> true;
        case NUMBERS -> !values.isNative();
        case COUNTERS -> values.isCounting();
        case GAUGES -> !values.isCounting() && !values.isNative();
        case ANY_HISTOGRAMS -> values.isNative() || values.isBuckets();
        case NATIVE_HISTOGRAMS -> values.isNative();
      };
    }
  }

  /** What the values of a result are. */
  enum Gives {
    NUMBERS,
    SAME,
    DERIVED;

    Values of(Values values) {
      return switch (this) {
        case NUMBERS -> Values.NUMBERS;
        case SAME -> values;
        case DERIVED -> values.derived();
      };
    }
  }

  private static final FunctionRule PLAIN = new FunctionRule(Takes.NUMBERS, Gives.NUMBERS);
  private static final Map<String, FunctionRule> BY_NAME = table();

  /** The rule of a function; one without a row takes numbers and gives numbers. */
  static FunctionRule of(String function) {
    return BY_NAME.getOrDefault(function, PLAIN);
  }

  void check(String function, Values values) {
    if (!takes.allows(values)) {
      throw new BuildException(
          "%s: of %s (expected: %s)".formatted(function, values.text(), takes.text));
    }
  }

  private static Map<String, FunctionRule> table() {
    Map<String, FunctionRule> rows = new HashMap<>();
    add(rows, Takes.COUNTERS, Gives.DERIVED, "rate", "irate", "increase");
    add(rows, Takes.COUNTERS, Gives.NUMBERS, "resets");
    add(
        rows,
        Takes.GAUGES,
        Gives.NUMBERS,
        "delta",
        "idelta",
        "deriv",
        "predict_linear",
        "double_exponential_smoothing");
    add(rows, Takes.ANYTHING, Gives.DERIVED, "avg_over_time", "sum_over_time");
    add(rows, Takes.ANYTHING, Gives.SAME, "first_over_time", "last_over_time");
    add(
        rows,
        Takes.ANYTHING,
        Gives.NUMBERS,
        "absent",
        "absent_over_time",
        "changes",
        "count_over_time",
        "present_over_time",
        "start_timestamp",
        "timestamp",
        "ts_of_first_over_time",
        "ts_of_last_over_time");
    add(
        rows,
        Takes.ANYTHING,
        Gives.SAME,
        "info",
        "label_join",
        "label_replace",
        "sort_by_label",
        "sort_by_label_desc");
    add(rows, Takes.NUMBERS, Gives.SAME, "sort", "sort_desc");
    add(
        rows,
        Takes.ANY_HISTOGRAMS,
        Gives.NUMBERS,
        "histogram_fraction",
        "histogram_quantile",
        "histogram_quantiles");
    add(
        rows,
        Takes.NATIVE_HISTOGRAMS,
        Gives.NUMBERS,
        "histogram_avg",
        "histogram_count",
        "histogram_stddev",
        "histogram_stdvar",
        "histogram_sum");
    return Map.copyOf(rows);
  }

  private static void add(
      Map<String, FunctionRule> rows, Takes takes, Gives gives, String... functions) {
    for (String function : List.of(functions)) {
      rows.put(function, new FunctionRule(takes, gives));
    }
  }
}
