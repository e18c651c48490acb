package lampas.promql.syntax;

import static lampas.promql.syntax.ValueType.INSTANT_VECTOR;
import static lampas.promql.syntax.ValueType.RANGE_VECTOR;
import static lampas.promql.syntax.ValueType.SCALAR;
import static lampas.promql.syntax.ValueType.STRING;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.model.error.NearestName;

/**
 * The function table: every function of Prometheus 3.14.
 *
 * <p>The parser, the documentation and completion derive from it; the engine evaluates these and no
 * others. Source: the function reference of Prometheus.
 */
public final class Functions {
  private static final List<Function> ALL =
      Stream.of(
              numeric(),
              trigonometric(),
              calendar(),
              rates(),
              overTime(),
              histograms(),
              labelsAndOrder(),
              conversions(),
              queryTimes())
          .flatMap(List::stream)
          .toList();

  private static final Map<String, Function> BY_NAME =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Function::name, UnaryOperator.identity()));

  private Functions() {}

  /** All functions, grouped by what they are for. */
  public static List<Function> all() {
    return ALL;
  }

  /** The function of this name; names are lower case and case counts. */
  public static Optional<Function> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The function whose name is most like the text, if one is like enough to be meant. */
  public static Optional<Function> nearest(String name) {
    return NearestName.of(name, BY_NAME.keySet()).map(BY_NAME::get);
  }

  private static List<Function> numeric() {
    return List.of(
        ofVector("abs", "Absolute value."),
        ofVector("ceil", "Rounded up to a whole number."),
        stable(
            "clamp",
            List.of(INSTANT_VECTOR, SCALAR, SCALAR),
            "Values below the first bound or above the second become that bound."),
        stable("clamp_max", List.of(INSTANT_VECTOR, SCALAR), "Values are at most the bound."),
        stable("clamp_min", List.of(INSTANT_VECTOR, SCALAR), "Values are at least the bound."),
        ofVector("exp", "e to the power of the value."),
        ofVector("floor", "Rounded down to a whole number."),
        ofVector("ln", "Natural logarithm."),
        ofVector("log10", "Logarithm to base 10."),
        ofVector("log2", "Logarithm to base 2."),
        optionalLast(
            "round",
            List.of(INSTANT_VECTOR, SCALAR),
            "Rounded to the nearest multiple of the second argument, by default 1; halves go up."),
        ofVector("sgn", "Sign: 1, 0 or -1."),
        ofVector("sqrt", "Square root."));
  }

  private static List<Function> trigonometric() {
    return List.of(
        ofVector("acos", "Arc cosine, in radians."),
        ofVector("acosh", "Inverse hyperbolic cosine."),
        ofVector("asin", "Arc sine, in radians."),
        ofVector("asinh", "Inverse hyperbolic sine."),
        ofVector("atan", "Arc tangent, in radians."),
        ofVector("atanh", "Inverse hyperbolic tangent."),
        ofVector("cos", "Cosine of radians."),
        ofVector("cosh", "Hyperbolic cosine."),
        ofVector("deg", "Radians as degrees."),
        new Function("pi", List.of(), 0, 0, SCALAR, false, "The number pi."),
        ofVector("rad", "Degrees as radians."),
        ofVector("sin", "Sine of radians."),
        ofVector("sinh", "Hyperbolic sine."),
        ofVector("tan", "Tangent of radians."),
        ofVector("tanh", "Hyperbolic tangent."));
  }

  private static List<Function> calendar() {
    return List.of(
        ofTime("day_of_month", "Day of the month, 1 to 31, in UTC."),
        ofTime("day_of_week", "Day of the week, 0 for Sunday to 6, in UTC."),
        ofTime("day_of_year", "Day of the year, 1 to 366, in UTC."),
        ofTime("days_in_month", "How many days the month has, 28 to 31."),
        ofTime("hour", "Hour of the day, 0 to 23, in UTC."),
        ofTime("minute", "Minute of the hour, 0 to 59."),
        ofTime("month", "Month of the year, 1 to 12, in UTC."),
        ofTime("year", "Year, in UTC."));
  }

  private static List<Function> rates() {
    return List.of(
        ofWindow("changes", "How often the value changed."),
        ofWindow("delta", "Difference of a gauge's last and first value, extended to the window."),
        ofWindow("deriv", "Slope of a gauge per second, by linear regression."),
        ofWindow("idelta", "Difference of the last two values."),
        ofWindow("increase", "How much a counter grew, extended to the window."),
        ofWindow("irate", "Growth of a counter per second, from the last two values."),
        stable(
            "predict_linear",
            List.of(RANGE_VECTOR, SCALAR),
            "A gauge's value so many seconds ahead, by linear regression."),
        ofWindow("rate", "Growth of a counter per second, averaged over the window."),
        ofWindow("resets", "How often a counter started again."),
        experimental(
            "double_exponential_smoothing",
            List.of(RANGE_VECTOR, SCALAR, SCALAR),
            "A smoothed value; the factors weigh old against new, and the trend."));
  }

  private static List<Function> overTime() {
    return List.of(
        ofWindow("absent_over_time", "1 if no series has a sample in the window, else nothing."),
        ofWindow("avg_over_time", "Mean of the values."),
        ofWindow("count_over_time", "Number of the values."),
        ofWindow("first_over_time", "Oldest value."),
        ofWindow("last_over_time", "Newest value."),
        ofWindow("max_over_time", "Largest value."),
        ofWindow("min_over_time", "Smallest value."),
        ofWindow("present_over_time", "1 for each series with a sample in the window."),
        stable(
            "quantile_over_time",
            List.of(SCALAR, RANGE_VECTOR),
            "The quantile, 0 to 1, of the values."),
        ofWindow("stddev_over_time", "Standard deviation of the values, of the population."),
        ofWindow("stdvar_over_time", "Variance of the values, of the population."),
        ofWindow("sum_over_time", "Sum of the values."),
        experimental(
            "mad_over_time", List.of(RANGE_VECTOR), "Median absolute deviation of the values."),
        experimental(
            "ts_of_first_over_time",
            List.of(RANGE_VECTOR),
            "When the oldest sample was taken, in Unix seconds."),
        experimental(
            "ts_of_last_over_time",
            List.of(RANGE_VECTOR),
            "When the newest sample was taken, in Unix seconds."),
        experimental(
            "ts_of_max_over_time",
            List.of(RANGE_VECTOR),
            "When the largest value was last seen, in Unix seconds."),
        experimental(
            "ts_of_min_over_time",
            List.of(RANGE_VECTOR),
            "When the smallest value was last seen, in Unix seconds."));
  }

  private static List<Function> histograms() {
    return List.of(
        ofVector("histogram_avg", "Mean of a native histogram's observations."),
        ofVector("histogram_count", "Number of a native histogram's observations."),
        stable(
            "histogram_fraction",
            List.of(SCALAR, SCALAR, INSTANT_VECTOR),
            "Estimated share of observations between two bounds."),
        stable(
            "histogram_quantile",
            List.of(SCALAR, INSTANT_VECTOR),
            "Estimated quantile, 0 to 1, of a classic or native histogram's observations."),
        ofVector("histogram_stddev", "Estimated standard deviation of a native histogram."),
        ofVector("histogram_stdvar", "Estimated variance of a native histogram."),
        ofVector("histogram_sum", "Sum of a native histogram's observations."),
        new Function(
            "histogram_quantiles",
            List.of(INSTANT_VECTOR, STRING, SCALAR, SCALAR),
            3,
            12,
            INSTANT_VECTOR,
            true,
            "Up to ten quantiles at once, told apart by the label that the second argument names."));
  }

  private static List<Function> labelsAndOrder() {
    return List.of(
        ofVector("absent", "1 if the vector is empty, else nothing."),
        new Function(
            "label_join",
            List.of(INSTANT_VECTOR, STRING, STRING, STRING),
            3,
            Integer.MAX_VALUE,
            INSTANT_VECTOR,
            false,
            "Sets a label to other labels' values, joined by a separator."),
        stable(
            "label_replace",
            List.of(INSTANT_VECTOR, STRING, STRING, STRING, STRING),
            "Sets a label from the groups of an expression that matches another label's value."),
        experimentalOptionalLast(
            "info",
            List.of(INSTANT_VECTOR, INSTANT_VECTOR),
            2,
            "Adds the labels of the info series that belong to each series."),
        ofVector("sort", "Sorted by value, smallest first."),
        ofVector("sort_desc", "Sorted by value, largest first."),
        experimentalOptionalLast(
            "sort_by_label",
            List.of(INSTANT_VECTOR, STRING),
            Integer.MAX_VALUE,
            "Sorted by the values of labels, in natural order."),
        experimentalOptionalLast(
            "sort_by_label_desc",
            List.of(INSTANT_VECTOR, STRING),
            Integer.MAX_VALUE,
            "Sorted by the values of labels, in reverse natural order."));
  }

  private static List<Function> conversions() {
    return List.of(
        new Function(
            "scalar",
            List.of(INSTANT_VECTOR),
            1,
            1,
            SCALAR,
            false,
            "The value of the only series; NaN if there is not exactly one."),
        new Function("time", List.of(), 0, 0, SCALAR, false, "The evaluation time, Unix seconds."),
        ofVector("timestamp", "When each sample was taken, in Unix seconds."),
        experimental(
            "start_timestamp",
            List.of(INSTANT_VECTOR),
            "When each series' counting began, in Unix seconds."),
        new Function(
            "vector",
            List.of(SCALAR),
            1,
            1,
            INSTANT_VECTOR,
            false,
            "The scalar as a vector of one series without labels."));
  }

  private static List<Function> queryTimes() {
    return List.of(
        ofQuery("start", List.of(), "Start of the query's range, in Unix seconds."),
        ofQuery("end", List.of(), "End of the query's range, in Unix seconds."),
        ofQuery("step", List.of(), "Step of the query, in seconds."),
        ofQuery("range", List.of(), "Length of the query's range, in seconds."),
        ofQuery("max_of", List.of(SCALAR, SCALAR), "The larger of two scalars."),
        ofQuery("min_of", List.of(SCALAR, SCALAR), "The smaller of two scalars."));
  }

  private static Function ofVector(String name, String summary) {
    return stable(name, List.of(INSTANT_VECTOR), summary);
  }

  private static Function ofWindow(String name, String summary) {
    return stable(name, List.of(RANGE_VECTOR), summary);
  }

  private static Function ofTime(String name, String summary) {
    return optionalLast(name, List.of(INSTANT_VECTOR), summary);
  }

  private static Function stable(String name, List<ValueType> arguments, String summary) {
    int count = arguments.size();
    return new Function(name, arguments, count, count, INSTANT_VECTOR, false, summary);
  }

  private static Function optionalLast(String name, List<ValueType> arguments, String summary) {
    int count = arguments.size();
    return new Function(name, arguments, count - 1, count, INSTANT_VECTOR, false, summary);
  }

  private static Function experimental(String name, List<ValueType> arguments, String summary) {
    int count = arguments.size();
    return new Function(name, arguments, count, count, INSTANT_VECTOR, true, summary);
  }

  private static Function experimentalOptionalLast(
      String name, List<ValueType> arguments, int maximum, String summary) {
    return new Function(
        name, arguments, arguments.size() - 1, maximum, INSTANT_VECTOR, true, summary);
  }

  private static Function ofQuery(String name, List<ValueType> arguments, String summary) {
    int count = arguments.size();
    return new Function(name, arguments, count, count, SCALAR, true, summary);
  }
}
