package lampas.promql.function;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import lampas.promql.Dialect;

/** The functions over range vectors, by name. */
public final class WindowFunctions {
  private static final Map<String, WindowFunction> BY_NAME =
      Map.ofEntries(
          entry("rate", Rates::rate),
          entry("increase", Rates::increase),
          entry("delta", Rates::delta),
          entry("irate", Rates::instantRate),
          entry("idelta", Rates::instantDelta),
          entry("deriv", Regression::derivative),
          entry("predict_linear", Regression::prediction),
          entry("changes", OverTime::changes),
          entry("resets", OverTime::resets),
          entry("avg_over_time", OverTime::average),
          entry("sum_over_time", OverTime::sum),
          entry("min_over_time", OverTime::minimum),
          entry("max_over_time", OverTime::maximum),
          entry("count_over_time", Window::count),
          entry("first_over_time", Window::firstValue),
          entry("last_over_time", Window::lastValue),
          entry("present_over_time", window -> 1),
          entry("stdvar_over_time", OverTime::variance),
          entry("stddev_over_time", window -> Math.sqrt(OverTime.variance(window))),
          entry("mad_over_time", OverTime::medianAbsoluteDeviation),
          entry("quantile_over_time", WindowFunctions::quantile),
          entry("ts_of_first_over_time", window -> window.firstTime() / 1000.0),
          entry("ts_of_last_over_time", window -> window.lastTime() / 1000.0),
          entry("ts_of_max_over_time", OverTime::timeOfMaximum),
          entry("ts_of_min_over_time", OverTime::timeOfMinimum),
          entry("double_exponential_smoothing", OverTime::doubleExponentialSmoothing));

  /* What Prometheus 2 calls or computes otherwise. */
  private static final Map<String, WindowFunction> OF_PROMETHEUS_2 =
      Map.of(
          "rate", EarlierRates::rate,
          "increase", EarlierRates::increase,
          "avg_over_time", EarlierOverTime::average,
          "stdvar_over_time", EarlierOverTime::variance,
          "stddev_over_time", EarlierOverTime::deviation,
          "holt_winters", OverTime::doubleExponentialSmoothing);

  private WindowFunctions() {}

  /** The function of a name, if it is one over a range vector that gives a value a series. */
  public static Optional<WindowFunction> find(String name, Dialect dialect) {
    WindowFunction function = BY_NAME.get(name);
    return Optional.ofNullable(
        switch (dialect) {
          case PROMETHEUS_3 -> function;
          case PROMETHEUS_2 -> OF_PROMETHEUS_2.getOrDefault(name, function);
        });
  }

  private static double quantile(Window window) {
    double[] values = window.valuesCopy();
    return Quantiles.quantile(window.argument(0), values, values.length);
  }
}
