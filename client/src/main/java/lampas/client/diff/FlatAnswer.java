package lampas.client.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.SampleColumns;

/**
 * An answer of any type as series of values over time.
 *
 * @param type the type in Prometheus's words
 * @param order the labels in the order of the answer
 */
record FlatAnswer(
    String type, NavigableMap<Labels, NavigableMap<Long, Value>> series, List<Labels> order) {
  static FlatAnswer of(QueryAnswer answer) {
    TreeMap<Labels, NavigableMap<Long, Value>> series = new TreeMap<>();
    List<Labels> order = new ArrayList<>();
    String type =
        switch (answer.result()) {
          case QueryResult.Scalar(long time, double value) -> {
            put(series, order, Labels.empty(), time, new Value.Real(value));
            yield "scalar";
          }
          case QueryResult.Text text -> "string";
          case QueryResult.Vector(var samples) -> {
            samples.forEach(
                sample -> put(series, order, sample.labels(), sample.timeMillis(), value(sample)));
            yield "vector";
          }
          case QueryResult.Matrix(var all) -> {
            all.forEach(one -> put(series, order, one));
            yield "matrix";
          }
        };
    return new FlatAnswer(type, series, order);
  }

  private static Value value(VectorSample sample) {
    return switch (sample) {
      case FloatSample one -> new Value.Real(one.value());
      case HistogramSample one -> new Value.Histogram(one.histogram());
    };
  }

  private static void put(
      TreeMap<Labels, NavigableMap<Long, Value>> series,
      List<Labels> order,
      Labels labels,
      long time,
      Value value) {
    order.add(labels);
    series.computeIfAbsent(labels, added -> new TreeMap<>()).put(time, value);
  }

  private static void put(
      TreeMap<Labels, NavigableMap<Long, Value>> series, List<Labels> order, MatrixSeries one) {
    order.add(one.labels());
    NavigableMap<Long, Value> values =
        series.computeIfAbsent(one.labels(), added -> new TreeMap<>());
    SampleColumns samples = one.samples();
    for (int i = 0; i < samples.size(); i++) {
      values.put(samples.time(i), new Value.Real(samples.value(i)));
    }
    for (int i = 0; i < samples.histograms().size(); i++) {
      values.put(
          samples.histograms().time(i), new Value.Histogram(samples.histograms().histogram(i)));
    }
  }

  /** The values of a series that is there. */
  NavigableMap<Long, Value> values(Labels labels) {
    return Objects.requireNonNull(series.get(labels));
  }

  /** The first time of a series that is there. */
  long firstTime(Labels labels) {
    return values(labels).firstKey();
  }

  /** The first value of a series that is there. */
  Value firstValue(Labels labels) {
    return Objects.requireNonNull(values(labels).firstEntry()).getValue();
  }

  /** For example {@code a vector of 3 series}. */
  String describe() {
    return switch (type) {
      case "scalar" -> "a scalar";
      case "string" -> "a string";
      default -> "a %s of %d series".formatted(type, series.size());
    };
  }
}
