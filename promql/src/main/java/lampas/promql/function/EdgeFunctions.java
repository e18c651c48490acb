package lampas.promql.function;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lampas.model.series.SampleColumns;

/** The functions over anchored and smoothed range vectors. */
public final class EdgeFunctions {
  private static final Map<String, HistogramWindowFunction> SMOOTHED =
      new TreeMap<>(
          Map.of(
              "rate", either(EdgeRates::rate, EdgeHistogramRates::rate),
              "increase", either(EdgeRates::increase, EdgeHistogramRates::increase),
              "delta", either(EdgeRates::delta, EdgeHistogramRates::delta)));
  private static final Map<String, HistogramWindowFunction> ANCHORED = new TreeMap<>(SMOOTHED);

  static {
    ANCHORED.put("changes", SampleRuns::changes);
    ANCHORED.put("resets", SampleRuns::resets);
  }

  private EdgeFunctions() {}

  /** The function of a name, if it is one that goes with such edges. */
  public static Optional<HistogramWindowFunction> find(String name, Window.Edges edges) {
    return Optional.ofNullable(table(edges).get(name));
  }

  /** The names of all functions that go with such edges, in order. */
  public static String names(Window.Edges edges) {
    return String.join(", ", table(edges).keySet());
  }

  /** The numbers inside of a window, and those at its edges. */
  public static SampleColumns withEdges(Window window) {
    return EdgeRates.withEdges(window);
  }

  private static Map<String, HistogramWindowFunction> table(Window.Edges edges) {
    return switch (edges) {
      case ANCHORED -> ANCHORED;
      case SMOOTHED -> SMOOTHED;
      case PLAIN -> Map.of();
    };
  }

  private static HistogramWindowFunction either(
      HistogramWindowFunction ofNumbers, HistogramWindowFunction ofHistograms) {
    return (window, result) ->
        HistogramWindowFunctions.either(window, result, ofNumbers, ofHistograms);
  }
}
